export * from './document.js';
export * from './edits.js';
export * from './loadedscan.js';
export * from './model.js';
export * from './profiles.js';
export * from './rename.js';
export * from './serialise.js';
export * from './snapshot.js';
