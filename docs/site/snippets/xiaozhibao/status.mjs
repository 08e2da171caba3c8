import { xiaozhibao } from 'playward';

export function problemsOf(account, appid, now = Date.now() / 1000) {
  const { normal, issues } = xiaozhibao.accountStatus(account, appid, now);
  return normal ? [] : issues.map(({ message }) => message.zh);
}
