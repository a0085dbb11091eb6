/**
 * jupyterlab-xes: X-ray emission spectroscopy in JupyterLab.
 * @packageDocumentation
 */
import { commandsPlugin } from './plugins/commands.js';
import { diagnosticsPlugin } from './plugins/diagnostics.js';
import { documentsPlugin } from './plugins/documents.js';
import { loggingPlugin, logPlugin } from './plugins/logging.js';
import { openingPlugin } from './plugins/opening.js';

export default [
  logPlugin,
  diagnosticsPlugin,
  openingPlugin,
  documentsPlugin,
  commandsPlugin,
  loggingPlugin
];
