// RTMP in, HLS out: nginx with its RTMP module, on a configuration and in a folder of its own.

import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MediaServer } from './media-server.mjs';
import { HOST } from './port.mjs';
import { findProgram } from './program.mjs';

const MODULES = ['/usr/lib/nginx/modules', '/usr/lib64/nginx/modules', '/usr/local/lib/nginx/modules', '/opt/homebrew/lib/nginx/modules'];

function findModule() {
  return MODULES.map((directory) => join(directory, 'ngx_rtmp_module.so')).find(existsSync) || null;
}

export function hasHlsServer() {
  return findProgram('nginx') !== null && findModule() !== null;
}

function configuration({ rtmp, http }, folder) {
  return `
load_module ${findModule()};
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 256; }
rtmp {
  server {
    listen ${HOST}:${rtmp};
    application live {
      live on;
      hls on;
      hls_path ${folder}/live;
      hls_fragment 1s;
      hls_playlist_length 6s;
      hls_continuous on;
    }
  }
}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen ${HOST}:${http};
    root ${folder};
    types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; }
  }
}
`;
}

export function hlsServer() {
  let folder = null;
  const prepare = async (ports) => {
    folder = folder || await temporaryFolder();
    // A server that comes back has lost what it had: viewers meet a new timeline.
    await rm(join(folder, 'live'), { recursive: true, force: true });
    await mkdir(join(folder, 'live'));
    const file = join(folder, 'nginx.conf');
    await writeFile(file, configuration(ports, folder));
    return { command: findProgram('nginx'), args: ['-e', join(folder, 'error.log'), '-p', folder, '-c', file] };
  };
  return new MediaServer('nginx', prepare);
}

/** Gone when we are. */
async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'playward-hls-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
