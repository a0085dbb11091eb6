export * from './analysismodel.js';
export type { AnalysisModelOptions } from './analysisreading.js';
export * from './cuts.js';
export * from './edits.js';
export { scanTitle, stepTitle } from './labels.js';
export * from './resultjson.js';
export type { ShownItem } from './shown.js';
export * from './snapshot.js';
export * from './types.js';
