import { baijiayun } from 'playward-server';

const partnerKey = '8jewu3j93jjewi3jwj90093jkyu';

console.log(baijiayun.sign({ partner_id: 12345, video_id: 456, timestamp: 1596096142 }, partnerKey));
