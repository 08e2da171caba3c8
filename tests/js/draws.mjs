// Chance that is the same in every run.

/** Uniform draws from [0, 1). @param {number} seed @returns {() => number} */
export function draws(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}
