import { keepFresh, tencent } from 'playward';

export const userSigOf = (askYourServer) => keepFresh({
  fetch: async () => {
    const { userSig } = await askYourServer('/usersig');
    const { issuedAt, expiresAt } = tencent.inspectUserSig(userSig);
    return { value: userSig, issuedAt, expiresAt };
  },
});
