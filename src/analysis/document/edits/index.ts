export * from './cuts.js';
export * from './leaveout.js';
export * from './look.js';
export { dependents, reorder } from './order.js';
export * from './paths.js';
export * from './remove.js';
export * from './scans.js';
export * from './steps.js';
export * from './view.js';
