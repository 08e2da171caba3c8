const { resolve } = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');
const { defineConfig } = require('@vue/cli-service');

module.exports = defineConfig({
  pluginOptions: { mpx: { plugin: { srcMode: 'wx' } } },
  configureWebpack: {
    resolve: { conditionNames: ['miniprogram', '...'] },
    plugins: [new CopyPlugin({ patterns: [{ from: resolve('node_modules/playward/miniprogram/playward.wasm.br'), to: 'miniprogram_npm/playward/playward.wasm.br' }] })],
  },
});
