export * from './console.js';
export * from './notification.js';
export * from './reports.js';
