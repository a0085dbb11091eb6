export * from './checks.js';
export * from './environment.js';
export * from './phases.js';
export * from './version.js';
export * from './wasmsum.js';
