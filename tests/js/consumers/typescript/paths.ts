// Every subpath has types, however it is resolved.

import { init, PlaywardError } from 'playward/inline';
import { superviseLivePlayer } from 'playward/miniprogram';
import { PlaywardPtz } from 'playward/ptz';

const pad: PlaywardPtz | null = document.querySelector<PlaywardPtz>('playward-ptz');
export const all = [init, PlaywardError, superviseLivePlayer, pad] as const;
