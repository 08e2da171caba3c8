// What the business server does for the EZVIZ tabs: it alone holds the appSecret, and hands out access tokens.

const TOKEN = 'https://open.ys7.com/api/lapp/token/get';

/** @param {Awaited<ReturnType<import('../../sandbox/sandbox.mjs').startSandbox>>} sandbox */
export function ezvizCalls(sandbox) {
  return {
    // As the platform answers; a page that is signed in would be asked who it is first.
    'POST /api/ezviz/token': async () => {
      const answer = await fetch(sandbox.reach(TOKEN), { method: 'POST', body: new URLSearchParams(sandbox.ezviz.account) });
      return answer.json();
    },
  };
}
