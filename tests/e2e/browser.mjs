// Headless Chromium, the one of the system.

import { chromium } from 'playwright-core';
import { findProgram } from '../../examples/h5/streams/program.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome'];

/** Without the last ones it looks for its maker's servers at every start. */
const FLAGS = [
  '--no-sandbox', '--disable-gpu',
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** @param {{ autoplay?: boolean }} [options] autoplay false: sound needs a click first, as for most people */
export function launchBrowser({ autoplay = true } = {}) {
  const executablePath = COMMANDS.map(findProgram).find(Boolean);
  if (!executablePath) throw new Error(`none of these is installed: ${COMMANDS.join(', ')}`);
  const policy = autoplay ? 'no-user-gesture-required' : 'document-user-activation-required';
  // It ends with us; whoever handles a signal must see to it that we do.
  const leftToUs = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ executablePath, headless: true, ...leftToUs, args: [...FLAGS, `--autoplay-policy=${policy}`] });
}
