export * from './background.js';
export * from './joined.js';
export * from './model.js';
