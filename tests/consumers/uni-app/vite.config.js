import { cpSync } from 'node:fs';
import uni from '@dcloudio/vite-plugin-uni';
import { defineConfig } from 'vite';

const wasm = {
  name: 'playward.wasm',
  closeBundle() {
    cpSync('node_modules/playward/miniprogram/playward.wasm.br', `${process.env.UNI_OUTPUT_DIR}/miniprogram_npm/playward/playward.wasm.br`);
  },
};

// Where "type" is not "module", the plugin comes as the default of its default.
export default defineConfig({
  plugins: [(uni.default || uni)(), wasm],
  resolve: { conditions: ['miniprogram'] },
});
