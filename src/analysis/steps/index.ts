export * from './json.js';
export * from './part.js';
export * from './registry.js';
export * from './step.js';
export * from './values.js';
