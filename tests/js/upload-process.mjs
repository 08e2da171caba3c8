// An upload in a process of its own, for a test to kill: node upload-process.mjs <file> <options as JSON>; the token comes from the environment.

import { minidrama } from '../../pkg/playward-server/node.mjs';

const [file, options] = process.argv.slice(2);
const { mediaId } = await minidrama.uploadDrama(file, {
  ...JSON.parse(options),
  accessToken: async () => process.env.WEIXIN_ACCESS_TOKEN,
  onProgress: (done, total) => process.send({ done, total }),
});
process.send({ mediaId });
process.disconnect();
