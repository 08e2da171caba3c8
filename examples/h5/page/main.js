// The page: one <video> that playward watches over, and everything round it.

import { init, replay } from '/playward/web.mjs';
import '/playward/ptz-element.mjs';
import { Figures } from './figures.js';
import { Journal } from './journal.js';
import { LiveView } from './live-view.js';
import { PtzPanel } from './ptz-panel.js';
import { Ribbon } from './ribbon.js';
import { Screen } from './screen.js';
import { StreamControls } from './stream-controls.js';
import { Surroundings } from './surroundings.js';
import { switchLanguage, translate } from './text.js';
import { TraceControls } from './trace-controls.js';

const REFRESH_MS = 100;

const live = new LiveView(document.getElementById('video'));
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

/** Everything that shows words or time draws itself anew. */
function draw() {
  for (const part of parts) part.draw();
}

document.getElementById('language').addEventListener('click', () => {
  switchLanguage();
  draw();
});
const choices = [...document.querySelectorAll('[name="engine"]')];
for (const choice of choices) {
  choice.disabled = !live.canUse(choice.value);
  choice.addEventListener('change', () => live.open(choice.value));
}

translate();
draw();
setInterval(draw, REFRESH_MS);

/** For the console. */
window.demo = live;

// For trying what a browser does about sound: /#sound
if (location.hash === '#sound') live.video.muted = false;

init().then(() => {
  const first = choices.find(({ disabled }) => !disabled);
  first.checked = true;
  live.open(first.value);
}).catch((error) => {
  live.failure = error;
});
