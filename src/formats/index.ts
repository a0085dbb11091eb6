export * from './detect.js';
export * from './i20dat.js';
export * from './i20nexus.js';
export * from './scan.js';
export * from './tree.js';
