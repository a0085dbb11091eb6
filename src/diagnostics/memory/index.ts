export * from './accounts.js';
export * from './monitor.js';
