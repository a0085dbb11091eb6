export * from './console.js';
export * from './notification.js';
