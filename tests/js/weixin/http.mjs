// wx.request and wx.uploadFile over real HTTP, encoding and reading as WeChat does.

import http from 'node:http';
import { randomUUID } from 'node:crypto';

const FORM = 'application/x-www-form-urlencoded';

export class HttpNetwork {
  /** What was sent, in order: { url, data }, a file by its name. */
  requests = [];
  /** false: there is no network. */
  up = true;
  #flying = new Set();

  /** Settles when any of the requests on their way has been answered; null: there is none. */
  get landing() {
    return this.#flying.size ? Promise.race(this.#flying) : null;
  }

  /** wx.request */
  request({ url, method = 'GET', header = {}, data = {}, success, fail }) {
    this.requests.push({ url, method, data });
    const type = Object.entries(header).filter(([name]) => /^content-type$/i.test(name)).map(([, value]) => value)[0] || 'application/json';
    const form = new URLSearchParams(Object.entries(data)).toString();
    if (method === 'GET') this.#send(form ? `${url}?${form}` : url, { method }, null, { success, fail });
    else this.#send(url, { method, headers: { ...header, 'content-type': type } }, type.startsWith(FORM) ? form : JSON.stringify(data), { success, fail });
  }

  /** wx.uploadFile: the content type of the header is set by WeChat. The answer stays text. */
  uploadFile({ url, filePath, name, formData = {}, success, fail }) {
    this.requests.push({ url, method: 'POST', data: { ...formData, [name]: filePath } });
    const boundary = randomUUID();
    const fields = Object.entries(formData).map(([key, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`);
    const file = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${filePath.split('/').pop()}"\r\nContent-Type: audio/mpeg\r\n\r\nvoice\r\n--${boundary}--\r\n`;
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    this.#send(url, { method: 'POST', headers }, fields.join('') + file, { success, fail, text: true });
  }

  #send(url, options, body, { success, fail, text = false }) {
    const flight = new Promise((resolve) => {
      const failed = (error) => resolve(() => fail({ errMsg: `request:fail ${error.message}` }));
      if (!this.up) {
        setImmediate(failed, new Error('no network'));
        return;
      }
      const request = http.request(url, options, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', failed);
        response.on('end', () => {
          const data = Buffer.concat(chunks).toString();
          resolve(() => success({ statusCode: response.statusCode, data: text ? data : parsed(data) }));
        });
      });
      request.on('error', failed);
      request.end(body);
    }).then((tell) => {
      this.#flying.delete(flight);
      tell();
    });
    this.#flying.add(flight);
  }
}

/** dataType json: what is none stays text. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
