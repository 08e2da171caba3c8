// The namespace xiaozhibao through the wasm: the same worked examples as tests/xiaozhibao.rs reads.

import * as playward from '../../pkg/playward/node.mjs';
import { runVectors } from './vectors.mjs';

for (const file of ['xiaozhibao.json', 'xiaozhibao-edges.json']) runVectors(file, 'xiaozhibao', playward.xiaozhibao, playward.PlaywardError);
