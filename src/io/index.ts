export * from './client.js';
export * from './opener.js';
export * from './protocol.js';
