// What of a secret may be shown. A user pastes an address with its signature; a terminal's log must not keep it.

export const MASK = '***';

/** Parameters that say when an address ends or what it plays, by their lower-case names; whatever else stands in a query may sign it. */
const PLAIN = new Set([
  'txtime', 'expire', 'expires', 'e', 't', 'wstime', 'hwtime', 'volctime', 'x-amz-date', 'x-amz-expires', 'x-oss-date', 'x-oss-expires',
  'begin', 'end', 'rec', 'exper', 'expr', 'rlimit',
]);

/** A moment, a count or a word such as `cloud`. */
const SHORT = /^[\w-]{0,17}$/;

/** @param {string} address */
export function maskAddress(address) {
  const [withoutFragment] = address.split('#');
  const [front, query] = splitAt(withoutFragment, '?');
  const masked = maskPath(maskUser(front));
  return query === null ? masked : `${masked}?${query.split('&').map(maskParameter).join('&')}`;
}

/** A user and password, or EZVIZ's verification code, which may hold slashes. */
function maskUser(front) {
  const [, scheme = '', rest] = front.match(/^([\w+.-]*:\/\/)?(.*)$/s);
  const end = scheme === 'ezopen://' ? rest.length : (rest.indexOf('/') + 1 || rest.length + 1) - 1;
  const at = rest.lastIndexOf('@', end);
  return at < 0 ? front : `${scheme}${MASK}@${rest.slice(at + 1)}`;
}

/** A digest beside a moment, in either order: Baijiayun and the CDNs that sign in the path. @param {string} front */
export function maskPath(front) {
  return front.replace(/(?<=\/(?:[0-9a-f]{8}|\d{10,14})\/)[0-9a-f]{32}(?=\/|$)|(?<=\/)[0-9a-f]{32}(?=\/(?:[0-9a-f]{8}|\d{10,14})(?:\/|$))/gi, MASK);
}

function maskParameter(pair) {
  const [name, value] = splitAt(pair, '=');
  if (value === null) return SHORT.test(name) ? name : MASK;
  return PLAIN.has(name.toLowerCase()) && SHORT.test(value) ? pair : `${name}=${MASK}`;
}

/** @returns {[string, string | null]} */
function splitAt(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}
