// Stands in for js/core/instance.js: a supervisor that decides what the test says, to look at the adapter alone.

/** Set by the test: event → parts of the decision. */
export const script = { decide: () => ({}) };

/** Every event that was dispatched, in order. */
export const events = [];

const IDLE = { phase: 'idle', commands: [], wakeAtMs: null, rule: 'scripted', attempt: 0, generation: 0, loading: false, degraded: false, error: null };

/** The last decision of each supervisor, by its number. */
const supervisors = [];

export function init() {
  return Promise.resolve();
}

export function currentGeneration() {
  return 1;
}

export function onSuccessor() {
  return () => {};
}

export function call(name, ...given) {
  const said = `${name} ${given.join(' ')}`;
  return { message: { zh: said, en: said } };
}

export const callLarge = call;

/** The policy of each supervisor. */
export const policies = [];

export function open(kind, [policy]) {
  policies.push(policy);
  return supervisors.push(IDLE) - 1;
}

export function close() {}

export function method(number, name, [event]) {
  if (name !== 'dispatch') return { policy: { fetchTimeoutMs: 15000 } };
  events.push(event);
  const decision = { ...supervisors[number], commands: [], ...script.decide(event) };
  if (decision.commands.some(({ type }) => ['play', 'load', 'restart', 'recreate'].includes(type))) decision.generation += 1;
  supervisors[number] = decision;
  return decision;
}

export const methodLarge = method;

export function run(action) {
  return action();
}
