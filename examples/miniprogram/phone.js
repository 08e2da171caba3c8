// What the core decides about one fixed history, as a short sum: the same on every phone, in every browser and in Node.

/** What tests/js/miniprogram-phone.test.mjs computes in Node. */
const EXPECTED = 'b4788525';

const CODES = [2001, 2003, 2004, 2007, 2009, 2103, 2105, 3001, 3004, -2301];
/** Texts that a phone must carry into the wasm and back without TextDecoder. */
const MESSAGES = ['', '断流 😀', 'é', '\ufffd'];

/** The decisions about so many events. @param {object} playward @param {number} count */
function decisionsOf(playward, count) {
  const supervisor = new playward.Supervisor({ seed: 7 });
  const decisions = [supervisor.dispatch({ type: 'play', url: 'rtmp://example.test/直播/1' }, 0)];
  for (let step = 1; step < count; step += 1) {
    const event = step % 5 === 0 ? { type: 'wake' } : { type: 'state', code: CODES[(step * 7) % CODES.length], message: MESSAGES[step % MESSAGES.length] };
    decisions.push(supervisor.dispatch(event, step * 900));
  }
  decisions.push(supervisor.trace());
  supervisor.close();
  return decisions;
}

/** FNV-1a over the UTF-16 units. */
function sumOf(value) {
  const text = JSON.stringify(value);
  let sum = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) sum = Math.imul(sum ^ text.charCodeAt(place), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}

module.exports = { decisionsOf, sumOf, EXPECTED };
