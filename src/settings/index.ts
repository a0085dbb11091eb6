export * from './id.js';
export * from './properties.js';
export * from './read.js';
export * from './store.js';
