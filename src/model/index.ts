export * from './analysismodel.js';
export type { AnalysisModelOptions } from './analysisreading.js';
export * from './cuts.js';
export * from './edits.js';
export * from './resultjson.js';
export * from './snapshot.js';
export * from './types.js';
