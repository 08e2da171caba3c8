// EZVIZ (萤石): its mini-program guide (小程序接入指南).

import { issue, refuse } from '../core/arguments.js';
import { Handle } from '../core/handle.js';
import { methods, namespace } from '../core/namespace.js';
import { Camera } from './ezviz-camera.js';

export const ezviz = namespace('ezviz', 'request voiceUpload recorderOptions interpret directionCode capabilities ezopenAddress today playbackSpans pageUrl sharePath miniProgramTarget parseLaunch');

const Timeline = methods(class Timeline extends Handle {
  constructor(day, ...given) {
    super('ezviz.Timeline', day, ...given);
    this._day = day;
  }
}, 'segments at next');

/** @param {unknown} timeline @returns {timeline is Timeline} */
function isTimeline(timeline) {
  try {
    return timeline instanceof Timeline;
  } catch (error) {
    // A proxy that has been revoked.
    return false;
  }
}

/** @param {unknown} timeline @returns {string} */
function dayOf(timeline) {
  if (!isTimeline(timeline)) refuse([issue(timeline ? 'wrong_type' : 'missing_field', 'timeline')]);
  return timeline._day;
}

const Playback = methods(class Playback extends Handle {
  constructor(timeline, options) {
    super('ezviz.Playback', dayOf(timeline), timeline.segments(), options);
  }
}, 'seek span moved position nearEnd ended');

Object.assign(ezviz, { Camera, Playback, Timeline });
