// What saving needs beside JupyterLab's own, in one part of the code that comes when it is needed.
export { saveAnalysisAs } from './analysissave.js';
export { SaveRefusal } from './saverefusal.js';
