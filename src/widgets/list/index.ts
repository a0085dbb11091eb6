export * from './listpanel.js';
