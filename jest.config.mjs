const swc = [
  '@swc/jest',
  {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];
const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  ...extra,
});

/** unit: no database, no process. db: a real PostgreSQL. e2e: the real server and a real browser. zeebe: a real broker. */
export default {
  testTimeout: 60_000,
  projects: [
    project(
      'unit',
      ['core', 'unit', 'web'].map((folder) => `<rootDir>/tests/${folder}/**/*.test.ts`),
    ),
    project('db', ['<rootDir>/tests/server/**/*.test.ts'], {
      globalSetup: '<rootDir>/tests/helpers/global-database.mjs',
      globalTeardown: '<rootDir>/tests/helpers/global-database-stop.mjs',
    }),
    project('zeebe', ['<rootDir>/tests/zeebe/**/*.test.ts'], {
      globalSetup: '<rootDir>/tests/helpers/global-database.mjs',
      globalTeardown: '<rootDir>/tests/helpers/global-database-stop.mjs',
    }),
    project('e2e', ['<rootDir>/tests/e2e/**/*.test.ts'], {
      globalSetup: '<rootDir>/tests/helpers/global-database.mjs',
      globalTeardown: '<rootDir>/tests/helpers/global-database-stop.mjs',
    }),
  ],
};
