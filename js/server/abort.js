// Work that stops waiting when somebody says so.

import { failure } from './failure.js';

/** @param {readonly AbortSignal[]} signals */
export function checkAborted(signals) {
  const aborted = signals.find((signal) => signal.aborted);
  if (aborted) throw failure('aborted', aborted.reason);
}

/**
 * What the work comes to, or `aborted` as soon as a signal says so, whether or not the work heeds it.
 * @template T @param {readonly AbortSignal[]} signals @param {() => T | Promise<T>} work @returns {Promise<T>}
 */
export async function unlessAborted(signals, work) {
  checkAborted(signals);
  if (!signals.length) return work();
  let stop;
  const aborted = new Promise((resolve, reject) => {
    stop = ({ target }) => reject(failure('aborted', target.reason));
    for (const signal of signals) signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    // Of a signal that is made up there need be no more than what the types name.
    for (const signal of signals) signal.removeEventListener?.('abort', stop);
  }
}

/** @param {number} ms @param {readonly AbortSignal[]} signals */
export async function pause(ms, signals) {
  let timer;
  try {
    await unlessAborted(signals, () => new Promise((resolve) => { timer = setTimeout(resolve, ms); }));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Tells a listener. What it throws, or what it promises and breaks, is told to the process: it changes nothing of the work.
 * @param {((...told: any[]) => void) | null | undefined} listener @param {...unknown} told
 */
export function tell(listener, ...told) {
  if (!listener) return;
  const warn = (error) => {
    const text = `a listener of playward failed: ${error instanceof Error ? error.stack : error}`;
    if (typeof process !== 'undefined' && process.emitWarning) process.emitWarning(text, 'PlaywardWarning');
    else console.error(text);
  };
  try {
    Promise.resolve(listener(...told)).catch(warn);
  } catch (error) {
    warn(error);
  }
}
