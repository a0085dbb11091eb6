export { isRecord } from './build.js';
export * from './complete.js';
export * from './lists.js';
export * from './parameter.js';
export * from './records.js';
export * from './scalars.js';
export * from './text.js';
