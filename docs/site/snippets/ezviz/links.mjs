import { ezviz } from 'playward';

const device = { accessToken: 'at.example', deviceSerial: '203751922', channelNo: 1 };

console.log(ezviz.pageUrl('live', device));
console.log(ezviz.sharePath('live', device));
console.log(ezviz.miniProgramTarget('playback', device).path);
console.log(ezviz.parseLaunch({ deviceSerial: '203751922', channelNo: '1' }));
