export * from './listpanel.js';
export type { IListOptions } from './options.js';
