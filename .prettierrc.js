module.exports = {
  ...require('./.config/.prettierrc.js'),
  endOfLine: 'lf',
};
