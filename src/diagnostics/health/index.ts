export * from './checks.js';
export * from './environment.js';
export * from './figures.js';
export * from './frames.js';
export * from './wasmsum.js';
