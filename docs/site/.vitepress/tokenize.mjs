/**
 * The words of a text, for its search. Chinese has no spaces, and two engines divide it in two ways: pairs of neighbouring characters are the same
 * everywhere. A name such as `address_refused` is found as a whole and by its parts.
 *
 * The page gets this function as text: it may use nothing from outside.
 *
 * @param {string} text @returns {string[]}
 */
export function tokenize(text) {
  const words = [];
  for (const [run] of text.toLowerCase().matchAll(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}_])+/gu)) {
    if (!/\p{Script=Han}/u.test(run)) {
      words.push(run);
      const parts = run.split('_').filter(Boolean);
      if (parts.length > 1) words.push(...parts);
      continue;
    }
    const characters = Array.from(run);
    if (characters.length === 1) words.push(run);
    for (let index = 1; index < characters.length; index += 1) words.push(characters[index - 1] + characters[index]);
  }
  return words;
}
