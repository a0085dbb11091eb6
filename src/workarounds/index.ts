export * from './jpbuttons.js';
export * from './keyevents.js';
export * from './rendered.js';
