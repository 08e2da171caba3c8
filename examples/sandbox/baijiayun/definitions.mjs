// One table for the document's three ways to name a definition. Its codes say nothing of the order: this one is by quality.

export const DEFINITIONS = [
  { code: 16, key: 'low', name: 'low', width: 480, height: 270 },
  { code: 1, key: 'high', name: 'high', width: 640, height: 360 },
  { code: 2, key: 'superHD', name: 'super', width: 1280, height: 720 },
  { code: 4, key: '720p', name: '720p', width: 1280, height: 720 },
  { code: 8, key: '1080p', name: '1080p', width: 1920, height: 1080 },
];
export const AUDIO = { code: null, key: 'audio', name: 'audio', width: 0, height: 0 };
export const TYPES = { 1: 'mp4', 2: 'flv', 4: 'm3u8', 8: 'encrypt' };

/** By the key of getUrl's play_info. */
export const definitionOf = (key) => [...DEFINITIONS, AUDIO].find((one) => one.key === key);

/** What a source of that height can be turned into; nothing asked for is low enough: what it is itself. */
export function reachable(codes, height) {
  const within = DEFINITIONS.filter((one) => one.height <= height);
  const wanted = within.filter(({ code }) => codes.includes(code));
  return wanted.length ? wanted : [within.at(-1) || DEFINITIONS[0]];
}
