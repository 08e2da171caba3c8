import { createGenerateTestUserSig, init } from 'playward-debug';

await init();
const { genTestUserSig } = createGenerateTestUserSig({ SDKAPPID: 1400000000, SECRETKEY: 'example-key', EXPIRETIME: 604800 });

const { sdkAppID, userSig } = genTestUserSig('xiaojun');
console.log(sdkAppID, userSig.length > 0);
