export { fields as object, invalid } from './document/invalid.js';
export type { Fields as Json } from './document/json.js';
