// Stands in for the wasm bindings: a supervisor that decides what the test says, to look at the adapter alone.

/** Set by the test: event → parts of the decision. */
export const script = { decide: () => ({}) };

/** Every event that was dispatched, in order. */
export const events = [];

export function __wbg_set_wasm() {}

export class Handle {
  #decision = {
    phase: 'idle', commands: [], wakeAtMs: null, rule: 'scripted', attempt: 0, generation: 0, loading: false, degraded: false, error: null,
  };

  dispatch(event) {
    events.push(event);
    const decision = { ...this.#decision, commands: [], ...script.decide(event) };
    if (decision.commands.some(({ type }) => ['play', 'load', 'restart', 'recreate'].includes(type))) decision.generation += 1;
    this.#decision = decision;
    return decision;
  }

  free() {}
}
