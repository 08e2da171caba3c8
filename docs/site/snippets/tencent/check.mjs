import { tencent } from 'playward';

const { ok, issues } = tencent.checkEnvironment({
  platform: 'android',
  wechatVersion: '8.0.50',
  baseLibrary: '3.6.0',
  subject: 'company',
  category: ['教育', '在线视频课程'],
  requestDomains: ['https://webim.tim.qq.com'],
});
console.log(ok);
for (const { code, message } of issues) console.log(code, message.zh);
for (const { domain, purpose } of tencent.requestDomains()) console.log(domain, purpose.zh);
