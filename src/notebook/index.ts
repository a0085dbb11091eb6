export * from './beside.js';
export * from './changedfiles.js';
export * from './kernelviewer.js';
export * from './liveview.js';
export * from './preview.js';
export * from './subshell.js';
export * from './viewoutput.js';
