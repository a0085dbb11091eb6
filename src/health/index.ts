export * from './byteaccounts.js';
export * from './check.js';
export * from './checks.js';
export * from './environment.js';
export * from './figures.js';
export * from './framemeter.js';
export * from './memorymonitor.js';
export * from './wasmsum.js';
