export * from './checkworker.js';
export * from './client.js';
export * from './opener.js';
export * from './protocol.js';
export * from './statistics.js';
