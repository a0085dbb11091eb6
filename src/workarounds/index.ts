export * from './jpbuttons.js';
export * from './keyevents.js';
