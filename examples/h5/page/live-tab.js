// The live demo: one <video> that playward watches over, and everything round it.

import { init, replay } from '/playward/web.mjs';
import '/playward/ptz-element.mjs';
import { Figures } from './figures.js';
import { Journal } from './journal.js';
import { LiveView } from './live-view.js';
import { PtzPanel } from './ptz-panel.js';
import { Ribbon } from './ribbon.js';
import { furnish, Screen } from './screen.js';
import { StreamControls } from './stream-controls.js';
import { Surroundings } from './surroundings.js';
import { TraceControls } from './trace-controls.js';

/** @type {import('./tabs.js').Open} query: policy, as JSON, and seconds that addresses are good for */
export function open({ place, tools, query }) {
  place.append(document.importNode(document.getElementById('live').content, true));
  tools.append(place.querySelector('.engines'));

  const live = new LiveView(furnish(document.getElementById('screen')), { policy: policyOf(query), seconds: query.get('seconds') });
  const parts = [
    new Screen(live),
    new Ribbon(live),
    new Journal(live),
    new Figures(live),
    new StreamControls(live),
    new Surroundings(live),
    new PtzPanel(),
    new TraceControls(live, replay),
  ];

  let ready = false;
  const choices = [...tools.querySelectorAll('[name="engine"]')];
  for (const choice of choices) {
    choice.disabled = !live.canUse(choice.value);
    choice.addEventListener('change', () => { if (ready) live.open(choice.value); });
  }

  // For trying what a browser does about sound: /#sound
  if (location.hash === '#sound') live.video.muted = false;

  let closed = false;
  init().then(() => {
    if (closed) return;
    ready = true;
    // Somebody may have chosen already.
    const chosen = choices.find(({ checked, disabled }) => checked && !disabled) || choices.find(({ disabled }) => !disabled);
    chosen.checked = true;
    live.open(chosen.value);
  }).catch((error) => {
    live.failure = error;
  });

  return {
    view: live,
    draw() {
      for (const part of parts) part.draw();
    },
    close() {
      closed = true;
      live.close();
    },
  };
}

/** What makes no sense is no policy. */
function policyOf(query) {
  try {
    return Object(JSON.parse(query.get('policy') || '{}'));
  } catch (malformed) {
    return {};
  }
}
