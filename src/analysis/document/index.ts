export * from './ids.js';
export * from './lonescan.js';
export * from './read.js';
export * from './refs.js';
export * from './types.js';
export * from './write.js';
export { migrate } from './migrations.js';
export type { JSONValue } from './json.js';
