// The live demo: one <playward-live>, and everything round it.

import { replay } from '/playward/web.mjs';
import '/playward/ptz-element.mjs';
import { Badge } from './badge.js';
import { Figures } from './figures.js';
import { Journal } from './journal.js';
import { LiveView } from './live-view.js';
import { PtzPanel } from './ptz-panel.js';
import { Ribbon } from './ribbon.js';
import { StreamControls } from './stream-controls.js';
import { Surroundings } from './surroundings.js';
import { TraceControls } from './trace-controls.js';
import { screen } from './watched-video.js';

/** @type {import('./tabs.js').Open} query: policy, as JSON, and seconds that addresses are good for */
export function open({ place, tools, query }) {
  place.append(document.importNode(document.getElementById('live').content, true));
  tools.append(place.querySelector('.engines'));

  place.querySelector('.stage').insertAdjacentHTML('afterbegin', screen());
  const live = new LiveView(place, { policy: policyOf(query), seconds: query.get('seconds') });
  const parts = [
    live,
    new Badge(live),
    new Ribbon(live),
    new Journal(live),
    new Figures(live),
    new StreamControls(live),
    new Surroundings(live),
    new PtzPanel(),
    new TraceControls(live, replay),
  ];

  const choices = [...tools.querySelectorAll('[name="engine"]')];
  for (const choice of choices) {
    choice.disabled = !live.canUse(choice.value);
    choice.addEventListener('change', () => { live.open(choice.value); });
  }

  // For trying what a browser does about sound: /#sound
  if (location.hash === '#sound') live.video.muted = false;

  const chosen = choices.find(({ checked, disabled }) => checked && !disabled) || choices.find(({ disabled }) => !disabled);
  chosen.checked = true;
  live.open(chosen.value);

  return {
    view: live,
    draw() {
      for (const part of parts) part.draw();
    },
    close() {
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
