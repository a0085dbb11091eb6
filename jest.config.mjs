const esm = ['@jupyterlab', '@lumino', '@jupyter', '@microsoft', '@noble', 'lib0', 'y-', 'yjs', 'h5wasm', 'exenv-es6', 'color', 'nanoid'];

/** @type {import('jest').Config} */
export default {
  // a busy machine is slow, not wrong
  testTimeout: 60_000,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/unit/**/*.spec.{ts,tsx}'],
  extensionsToTreatAsEsm: [],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '\\.css$': '<rootDir>/tests/unit/setup/empty.cjs',
    '\\.svg$': '<rootDir>/tests/unit/setup/svg.cjs',
    '^h5wasm$': '<rootDir>/node_modules/h5wasm/dist/esm/hdf5_hl.js'
  },
  transform: { '^.+\\.[cm]?[jt]sx?$': '<rootDir>/tests/unit/setup/transform.cjs' },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')}))`],
  setupFiles: ['<rootDir>/tests/unit/setup/shim.ts'],
  setupFilesAfterEnv: [
    '<rootDir>/tests/unit/setup/arrays.cjs',
    '<rootDir>/tests/unit/setup/leaks.ts'
  ],
  modulePathIgnorePatterns: ['<rootDir>/jupyterlab_xes/', '<rootDir>/lib/', '<rootDir>/.venv']
};
