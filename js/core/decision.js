// Called from the wasm for every decision: one call that makes the object is worth ten that fill it in.

export function decision(phase, commands, wakeAtMs, rule, attempt, generation, loading, degraded, error) {
  return {
    phase,
    commands: commands === undefined ? [] : commands,
    // NaN is what "nothing is pending" looks like among numbers.
    wakeAtMs: wakeAtMs === wakeAtMs ? wakeAtMs : null,
    rule,
    attempt,
    generation,
    loading,
    degraded,
    error: error === undefined ? null : error,
  };
}
