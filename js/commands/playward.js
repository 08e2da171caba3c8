#!/usr/bin/env node
// The commands of playward.

import { address } from './address.js';
import { runProgram } from './program.js';
import { replayCommand } from './replay.js';
import { simulate } from './simulate.js';
import { states } from './states.js';
import { usersig } from './usersig.js';

runProgram({
  name: 'playward',
  about: {
    zh: '看一次糟糕的播放是怎么回事，看地址、UserSig 和状态码说了什么',
    en: 'Shows what happened in a bad session, and what an address, a UserSig or a state code says',
  },
  commands: [replayCommand, address, usersig, states, simulate],
});
