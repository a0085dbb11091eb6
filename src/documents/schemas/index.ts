export * from './columns.js';
export * from './look.js';
export * from './remember.js';
export * from './shared.js';
export * from './source.js';
export * from './sources.js';
