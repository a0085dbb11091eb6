// Save functions in addition to JupyterLab's own, bundled for loading on demand.
export { saveAnalysisAs } from './analysissave.js';
export { SaveRefusal } from './saverefusal.js';
