export * from './registry.js';
export * from './step.js';
export * from './values.js';
