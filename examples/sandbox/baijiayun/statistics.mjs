// Who watched what, and how much traffic that was: what has really been played here, and for the days before today some that follow from the date.

import { createHash } from 'node:crypto';
import { DAY, dayText, daysBetween, readDay, timeText } from './beijing.mjs';

const PLACES = [['117.177.75.38', '四川 成都'], ['60.174.64.166', '安徽 亳州'], ['183.6.63.210', '广东 广州'], ['127.0.0.1', '']];
const BUSIEST = 7;
const CLIENTS = 6;

export class Statistics {
  constructor({ now }, store, videos) {
    Object.assign(this, { now, store, videos });
  }

  /** @param {string} videoId @param {number} clientType 4: a phone's page, 5: a computer's */
  watched(videoId, clientType) {
    const at = this.now();
    const number = this.store.plays.size + 1;
    this.store.plays.set(String(number), {
      guid: createHash('md5').update(`play ${number}`).digest('hex').toUpperCase(), uuid: `uuid-${number}`, videoId, begin: at, length: 0, clientType, place: 3,
    });
  }

  fetched(videoId, bytes) {
    const key = `${videoId} ${dayText(this.now())}`;
    this.store.flows.set(key, (this.store.flows.get(key) || 0) + bytes);
  }

  /** The plays of a video on a day. */
  plays(video, day) {
    const real = [...this.store.plays.values()].filter(({ videoId, begin }) => videoId === video.id && dayText(begin) === day);
    if (day < dayText(video.createTime) || day >= dayText(this.now())) return real;
    const digest = createHash('md5').update(`${video.id} ${day}`).digest();
    const made = Array.from({ length: digest[0] % BUSIEST }, (none, index) => ({
      guid: createHash('md5').update(digest).update(String(index)).digest('hex').toUpperCase(), uuid: `uuid-${digest.toString('hex', index, index + 8)}`, videoId: video.id,
      begin: readDay(day) + (digest.readUInt32BE(index) % (DAY - 3600)), length: digest[index + 1] % (video.length + 1),
      clientType: digest[index + 2] % CLIENTS, place: digest[index + 3] % PLACES.length,
    }));
    return [...made, ...real].sort((a, b) => a.begin - b.begin);
  }

  /** Rows of the two watch records. */
  records(videos, start, end) {
    const day = start.slice(0, 10);
    return videos.flatMap((video) => this.plays(video, day))
      .filter(({ begin }) => timeText(begin) >= start && timeText(begin) <= end)
      .map(({ guid, uuid, videoId, begin, length, clientType, place }) => ({
        guid, uuid, video_id: BigInt(videoId), user_name: '', user_number: 0, play_begin_time: timeText(begin), play_end_time: timeText(begin + length),
        play_length: length, client_type: clientType, user_ip: PLACES[place][0], area: PLACES[place][1],
      }));
  }

  /** day to how often */
  daily(videos, first, last) {
    return Object.fromEntries(daysBetween(first, last).map((day) => [day, videos.reduce((sum, video) => sum + this.plays(video, day).length, 0)]));
  }

  count(video, first, last) {
    return Object.values(this.daily([video], first, last)).reduce((sum, one) => sum + one, 0);
  }

  /** Bytes of a day: what was really fetched, and on a day before today the made-up plays. */
  flow(videos, day) {
    return videos.reduce((sum, video) => {
      const made = this.plays(video, day).filter(({ uuid }) => uuid.length > 12).length;
      return sum + made * video.size + (this.store.flows.get(`${video.id} ${day}`) || 0);
    }, 0);
  }

  flows(videos, first, last) {
    return Object.fromEntries(daysBetween(first, last).map((day) => [day, this.flow(videos, day)]));
  }
}
