export * from './analysisbinding.js';
export * from './guards.js';
export * from './paths.js';
export * from './provider.js';
export * from './scanmodel.js';
export * from './scanwatch.js';
export * from './target.js';
export * from './analysissave.js';
