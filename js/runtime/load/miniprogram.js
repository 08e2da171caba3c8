// WeChat mini-programs: the wasm lies in the code package, and WXWebAssembly takes nothing but its path there.

import { issue, refuse } from '../../core/arguments.js';
import { shimError } from '../../core/error.js';
import { imports, useLoader } from '../../core/instance.js';

/** Where "build npm" puts it. A module cannot find out where it lies, so in a subpackage the page passes the path. */
const DEFAULT_PATH = `/miniprogram_npm/${PACKAGE}/${PACKAGE}.wasm.br`;

const NO_HOST =
  '没有 WXWebAssembly：需基础库 2.14（.wasm 为 2.13）；真机调试请用 2.0 或预览 / ' +
  'no WXWebAssembly: needs base library 2.14 (.wasm: 2.13); debug with preview or remote debugging 2.0';

useLoader((wasm) => {
  const path = wasm === undefined || wasm === null ? DEFAULT_PATH : wasm;
  if (typeof path !== 'string') refuse([issue('wrong_type', 'wasm')]);
  // Relative paths, wxfile: and http: are all refused on phones.
  if (path[0] !== '/') refuse([issue('bad_format', 'wasm')]);
  if (typeof WXWebAssembly === 'undefined') throw shimError('init_failed', NO_HOST);
  // Called with its receiver: taken off its object it does not work everywhere.
  return WXWebAssembly.instantiate(path, imports);
});
