// Stands in for the wasm bindings: a supervisor that decides what the test says, to look at the adapter alone.

/** Set by the test: event → parts of the decision. */
export const script = { decide: () => ({}) };

/** Every event that was dispatched, in order. */
export const events = [];

const IDLE = { phase: 'idle', commands: [], wakeAtMs: null, rule: 'scripted', attempt: 0, generation: 0, loading: false, degraded: false, error: null };

/** The last decision of each supervisor, by its number less one. */
const supervisors = [];

export function __wbg_set_wasm() {}

export function call(name) {
  return name === 'new Supervisor' ? supervisors.push(IDLE) : null;
}

export function close() {}

export function dispatch(number, event) {
  events.push(event);
  const decision = { ...supervisors[number - 1], commands: [], ...script.decide(event) };
  if (decision.commands.some(({ type }) => ['play', 'load', 'restart', 'recreate'].includes(type))) decision.generation += 1;
  supervisors[number - 1] = decision;
  return decision;
}
