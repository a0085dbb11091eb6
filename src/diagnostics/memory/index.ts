export * from './accounts.js';
export * from './monitor.js';
export * from './server.js';
