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
  const masked = maskPath(maskUsers(front));
  return query === null ? masked : `${masked}?${query.split('&').map(maskParameter).join('&')}`;
}

/** A user and password, or EZVIZ's verification code: before the host, or where a browser still reads them, as in `http:/user@host`. */
function maskUsers(front) {
  const [, scheme = '', rest] = front.match(/^([\w+.-]*:\/\/)?(.*)$/s);
  const at = rest.lastIndexOf('@');
  const [authority] = rest.split('/');
  if (isHost(authority.slice(authority.lastIndexOf('@') + 1)) && (scheme.toLowerCase() !== 'ezopen://' || at < 0)) return scheme + rest.split('/').map(maskUser).join('/');
  // The code may hold slashes, and so may a password that nobody encoded.
  const shown = at < 0 ? '' : `@${rest.slice(at + 1)}`;
  return `${scheme}${MASK}${shown.split('/').map(maskNested).join('/')}`;
}

/** Digits alone follow the colon of a host; other text is a user and the beginning of a password. */
function isHost(text) {
  return /^(\[[^\]]*\]|[^:%]*)(:\d*)?$/.test(text);
}

/** What stands before the last `@`. @param {string} text */
export function maskUser(text) {
  const at = text.lastIndexOf('@');
  return at < 0 ? maskNested(text) : `${MASK}@${maskNested(text.slice(at + 1))}`;
}

/** An encoded `@`, `?` or `%`: an address within the address. */
function maskNested(segment) {
  return /%(40|3f|25)/i.test(segment) ? MASK : segment;
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
