// Live means live, in Chromium.

import { launchBrowser } from './browser.mjs';
import { liveMeansLive } from './live-list.mjs';

liveMeansLive('chromium', launchBrowser);
