export * from './delayed.js';
export * from './lifetime.js';
export * from './mutable.js';
export * from './once.js';
export * from './pagelifecycle.js';
export * from './store.js';
export * from './throttle.js';
export * from './tracker.js';
