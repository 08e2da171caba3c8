// COMPILER: webpack5 or vite.
const vite = {
  type: 'vite',
  vitePlugins: [{ name: 'miniprogram', config: () => ({ resolve: { conditions: ['miniprogram'] } }) }],
};

module.exports = {
  projectName: 'playward-with-taro',
  designWidth: 750,
  deviceRatio: { 750: 1 },
  sourceRoot: 'src',
  outputRoot: 'dist',
  framework: 'react',
  compiler: process.env.COMPILER === 'vite' ? vite : 'webpack5',
  plugins: ['@tarojs/plugin-framework-react'],
  copy: {
    patterns: [{ from: 'node_modules/playward/miniprogram/playward.wasm.br', to: 'dist/miniprogram_npm/playward/playward.wasm.br' }],
  },
  mini: {
    webpackChain(chain) {
      chain.resolve.set('conditionNames', ['miniprogram', '...']);
    },
  },
};
