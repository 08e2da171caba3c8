// The namespace minidrama through the wasm: the same worked examples as tests/minidrama.rs reads.

import * as playward from '../../pkg/playward/node.mjs';
import { runVectors } from './vectors.mjs';

for (const file of ['minidrama.json', 'minidrama-edges.json']) runVectors(file, 'minidrama', playward.minidrama, playward.PlaywardError);
