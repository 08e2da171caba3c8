// A camera that turns from start to stop, as far as its limits. It has no timer: where it is follows from the time.

import { Refusal } from './answers.mjs';

const DEGREES_PER_SECOND = [10, 25, 60];
const RANGE = { pan: [-170, 170], tilt: [-45, 45], zoom: [1, 8], focus: [0, 10] };
const START = { pan: 0, tilt: 0, zoom: 1, focus: 5 };

/** number, name, what moves which way, the capabilities of which one is needed */
const ways = [
  [0, 'up', { tilt: 1 }, ['support_ptz', 'ptz_top_bottom']],
  [1, 'down', { tilt: -1 }, ['support_ptz', 'ptz_top_bottom']],
  [2, 'left', { pan: -1 }, ['support_ptz', 'ptz_left_right']],
  [3, 'right', { pan: 1 }, ['support_ptz', 'ptz_left_right']],
  [4, 'up_left', { tilt: 1, pan: -1 }, ['ptz_45']],
  [5, 'down_left', { tilt: -1, pan: -1 }, ['ptz_45']],
  [6, 'up_right', { tilt: 1, pan: 1 }, ['ptz_45']],
  [7, 'down_right', { tilt: -1, pan: 1 }, ['ptz_45']],
  [8, 'zoom_in', { zoom: 0.1 }, ['ptz_zoom']],
  [9, 'zoom_out', { zoom: -0.1 }, ['ptz_zoom']],
  [10, 'focus_near', { focus: -0.1 }, ['ptz_focus']],
  [11, 'focus_far', { focus: 0.1 }, ['ptz_focus']],
  [16, 'auto', { pan: 1 }, ['ptz_common_cruise']],
];
const WAYS = new Map(ways.map(([number, name, moves, needs]) => [String(number), { name, moves, needs }]));
const PTZ_KEYS = new Set(ways.flatMap(([, , , needs]) => needs));

/** The end a camera has come to, in the order asked, and its code. */
const LIMITS = [['tilt', 1, 60002], ['tilt', -1, 60003], ['pan', -1, 60004], ['pan', 1, 60005]];

const PRESETS = 256;

export class Camera {
  /** @param {() => number} now @param {Record<string, string>} capacity */
  constructor(now, capacity) {
    this.now = now;
    this.capacity = capacity;
    this.still = { ...START };
    this.motion = null;
    this.starts = 0;
    /** Where each preset is, by its index. */
    this.presets = new Map();
  }

  has(key) {
    return this.capacity[key] === '1';
  }

  /** Where it is now. */
  get position() {
    const { motion, still } = this;
    if (!motion) return { ...still };
    const degrees = (this.now() - motion.since) * DEGREES_PER_SECOND[motion.speed];
    const moved = Object.entries(motion.way.moves).map(([axis, sign]) => {
      const [least, most] = RANGE[axis];
      return [axis, Math.min(most, Math.max(least, still[axis] + sign * degrees))];
    });
    return { ...still, ...Object.fromEntries(moved) };
  }

  /** The direction it was told to turn and never told to leave, also when it has come to its end; null: it is still. */
  get turning() {
    return this.motion && this.motion.way.name;
  }

  /** The way it cannot go on, as a code; null: it can. */
  limit(way) {
    const { position } = this;
    const end = (axis, sign) => position[axis] === RANGE[axis][sign > 0 ? 1 : 0];
    const found = LIMITS.find(([axis, sign]) => way.moves[axis] === sign && end(axis, sign));
    return found ? found[2] : null;
  }

  start(direction, speed) {
    if (!this.ptz) throw new Refusal(60000);
    const way = WAYS.get(direction);
    if (!way.needs.some((key) => this.has(key))) throw new Refusal(60020);
    if (this.motion && this.motion.way !== way) throw new Refusal(60009);
    const limit = this.limit(way);
    if (limit) throw new Refusal(limit);
    this.still = this.position;
    this.motion = { way, speed: Number(speed), since: this.now() };
    this.starts += 1;
  }

  /** Without a direction whatever it does ends; the stop of another direction is heard and changes nothing. */
  stop(direction) {
    if (!this.ptz) throw new Refusal(60000);
    if (direction === undefined || (this.motion && this.motion.way === WAYS.get(direction))) this.halt();
  }

  get ptz() {
    return [...PTZ_KEYS].some((key) => this.has(key));
  }

  /** @returns {number} the index of a preset where it stands now: the first that is free */
  addPreset() {
    this.refuseWithoutPresets();
    const index = Array.from({ length: PRESETS }, (_, place) => place + 1).find((free) => !this.presets.has(free));
    if (index === undefined) throw new Refusal(60007);
    this.presets.set(index, this.position);
    return index;
  }

  /** It is there at once. */
  movePreset(index) {
    const there = this.preset(index);
    if (this.motion) throw new Refusal(60009);
    if (Object.keys(there).every((axis) => there[axis] === this.still[axis])) throw new Refusal(60010);
    this.still = { ...there };
  }

  clearPreset(index) {
    this.preset(index);
    this.presets.delete(index);
  }

  preset(index) {
    this.refuseWithoutPresets();
    const there = this.presets.get(index);
    if (!there) throw new Refusal(60011);
    return there;
  }

  refuseWithoutPresets() {
    if (!this.ptz) throw new Refusal(60000);
    if (!this.has('ptz_preset')) throw new Refusal(60020);
  }

  halt() {
    this.still = this.position;
    this.motion = null;
  }

  /** @param {Partial<typeof START>} position */
  place(position) {
    this.halt();
    Object.assign(this.still, position);
  }
}
