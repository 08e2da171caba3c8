// Live means live, in Firefox ESR.

import { launchFirefox } from './browser.mjs';
import { liveMeansLive } from './live-list.mjs';

liveMeansLive('firefox-esr', launchFirefox);
