export * from './listpanel.js';
export type { IListOptions } from './options.js';
export type { ConfirmRemoval } from './removing.js';
