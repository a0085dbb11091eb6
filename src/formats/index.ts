export * from './scan.js';
export * from './tree.js';
