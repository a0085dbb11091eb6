export * from './document.js';
export * from './model.js';
export * from './serialise.js';
