// Times in tests read the same everywhere.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const [swcJest, swcOptions] = base.transform['^.+\\.(t|j)sx?$'];

module.exports = {
  ...base,
  roots: ['<rootDir>/src'],
  maxWorkers: 2,
  // Properties and forms take seconds on a machine that does other things as well; no test is about time.
  testTimeout: 30_000,
  transform: {
    // d3-color ships its ES module as .mjs, which the scaffold's pattern leaves out.
    '^.+\\.m?[tj]sx?$': [swcJest, { ...swcOptions, swcrc: true }],
  },
  moduleNameMapper: {
    ...base.moduleNameMapper,
    // In jsdom the browser's ES module would be taken.
    '^yaml$': require.resolve('yaml'),
  },
  testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
};
