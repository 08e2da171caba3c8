// A page with the pad.

import 'playward/ptz';
import type { PlaywardPtz } from 'playward/ptz';

const pad: PlaywardPtz = document.createElement('playward-ptz');
pad.options = { minHoldMs: 500 };
pad.send = async ({ action, direction, speed }) => {
  const answer = await fetch(`/camera/${action}?direction=${direction}&speed=${speed}`, { keepalive: true });
  return (await answer.json()).code as string;
};
document.body.append(pad);
