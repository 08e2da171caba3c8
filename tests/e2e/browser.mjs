// Headless Chromium and Firefox, those of the system.

import { chromium, firefox } from 'playwright-core';
import { findProgram } from '../../examples/h5/streams/program.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome'];

/** Without the last ones it looks for its maker's servers at every start. */
const FLAGS = [
  '--no-sandbox', '--disable-gpu',
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** It ends with us; whoever handles a signal must see to it that we do. */
const LEFT_TO_US = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

/** @param {{ autoplay?: boolean }} [options] autoplay false: sound needs a click first, as for most people */
export function launchBrowser({ autoplay = true } = {}) {
  const executablePath = COMMANDS.map(findProgram).find(Boolean);
  if (!executablePath) throw new Error(`none of these is installed: ${COMMANDS.join(', ')}`);
  const policy = autoplay ? 'no-user-gesture-required' : 'document-user-activation-required';
  return chromium.launch({ executablePath, headless: true, ...LEFT_TO_US, args: [...FLAGS, `--autoplay-policy=${policy}`] });
}

/** As it comes from its maker, by WebDriver BiDi. */
export function launchFirefox() {
  const executablePath = findProgram('firefox-esr');
  if (!executablePath) throw new Error('firefox-esr is not installed');
  const firefoxUserPrefs = { 'media.autoplay.default': 0, 'media.autoplay.blocking_policy': 0 };
  return firefox.launch({ channel: 'moz-firefox', executablePath, headless: true, ...LEFT_TO_US, firefoxUserPrefs });
}
