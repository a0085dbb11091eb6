export * from './ids.js';
export * from './refs.js';
export * from './types.js';
export type { JSONValue } from './json.js';
