export * from './evaluator.js';
export * from './itemkeys.js';
export * from './memo.js';
export * from './outcome.js';
