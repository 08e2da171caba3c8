module.exports = { presets: [['@babel/preset-env', { modules: false, targets: 'ios >= 10' }]] };
