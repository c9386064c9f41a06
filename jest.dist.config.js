// Checks of what the build wrote. Run after `npm run build`.
const { transform } = require('./.config/jest.config');

module.exports = {
  roots: ['<rootDir>/scripts'],
  testEnvironment: 'node',
  testMatch: ['<rootDir>/scripts/distribution/*.test.ts'],
  transform,
};
