export * from './breadcrumbs.js';
export * from './capture.js';
export * from './plain.js';
export * from './recorder.js';
export * from './redact.js';
export * from './report.js';
export * from './types.js';
