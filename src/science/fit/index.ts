export * from './fit.js';
export * from './model.js';
export type { Parameter } from './parameters.js';
export * from './statistics.js';
