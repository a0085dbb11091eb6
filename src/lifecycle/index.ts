export * from './delayed.js';
export * from './lifetime.js';
export * from './mutable.js';
export * from './store.js';
export * from './tracker.js';
