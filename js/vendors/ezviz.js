// EZVIZ (萤石): its mini-program guide (小程序接入指南).

import { Handle } from '../core/handle.js';
import { methods, namespace } from '../core/namespace.js';
import { Camera } from './ezviz-camera.js';

export const ezviz = namespace('ezviz', 'request voiceUpload recorderOptions interpret directionCode capabilities ezopenAddress today playbackSpans pageUrl sharePath miniProgramTarget parseLaunch');

ezviz.Timeline = methods(class Timeline extends Handle {
  constructor(...given) {
    super('ezviz.Timeline', ...given);
  }
}, 'segments at next');

ezviz.Camera = Camera;
