import type { replay, Text, Trace } from './index.mjs';

/** A trace, and what it leads to. Several runs of one session have the same events under different policies. */
export interface Run {
  /** What tells it from the others. */
  title?: Text;
  trace: Trace;
  replayed: ReturnType<typeof replay>;
}

/** A session as {@link drawSession} draws it: plain JSON. */
export interface Session {
  lang: 'zh' | 'en';
  /** Unix milliseconds of the first event. */
  start: number;
  /** How many earlier events the trace has folded. */
  dropped: number;
  /** How much later each event came than the one before, milliseconds. */
  later: number[];
  /** The texts of the events, each once, and who says such a thing. */
  labels: string[];
  kinds: string[];
  /** The places of the events' texts in `labels`. */
  events: number[];
  /** How fast the picture moved until an event. */
  motion: { unit: '×' | 'fps'; values: [number, number][] };
  /** The rules, each once, and their words. */
  rules: string[];
  words: string[];
  runs: SessionRun[];
}

/** One run. A list of changes holds the place of an event and what holds from there on. */
export interface SessionRun {
  title: string;
  rules: [number, number][];
  phases: [number, string][];
  attempts: [number, number][];
  /** Milliseconds behind the live edge; null: not reported. */
  behind: [number, number | null][];
  errors: [number, string][];
  /** The place of the event, the kind of command, its text. */
  commands: [number, string, string][];
  figures: [string, string][];
}

/**
 * Makes of a trace and its replay what {@link drawSession} draws.
 *
 * @param runs the same events under one policy or several
 * @param options describeRule: other words for a rule
 * @example
 * drawSession(element, sessionOf([{ trace, replayed: replay(trace) }], { lang: 'en' }));
 */
export function sessionOf(runs: Run[], options?: { lang?: 'zh' | 'en'; describeRule?(rule: string): Text | null }): Session;

/**
 * Draws a session into an element, in a shadow root of its own: phases as a band, motion and the lag behind live as curves, events, commands and errors, and the
 * decision under the cursor (pointer or arrow keys) with its rule. It needs no inline style and no network.
 */
export function drawSession(element: HTMLElement, session: Session): { close(): void };

/** A rule in words; null: it is of a later version. */
export function describeRule(rule: string): Text | null;

/** Why an address is asked for, in words; null: it is of a later version. */
export function describeReason(reason: string): Text | null;
