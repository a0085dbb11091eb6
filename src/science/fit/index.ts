export * from './fit.js';
export * from './guess.js';
export * from './model.js';
export * from './report.js';
export * from './result.js';
export * from './start.js';
export type { Parameter } from './parameters.js';
export * from './statistics.js';
export * from './response.js';
