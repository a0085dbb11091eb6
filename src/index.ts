/**
 * jupyterlab-xes: X-ray emission spectroscopy in JupyterLab.
 * @packageDocumentation
 */
import { commandsPlugin } from './plugins/commands.js';
import { diagnosticsPlugin } from './plugins/diagnostics.js';
import { documentsPlugin } from './plugins/documents.js';
import { healthPlugin } from './plugins/health.js';
import { openingPlugin } from './plugins/opening.js';
import { recoveryPlugin } from './plugins/recovery.js';
import { schemasPlugin } from './plugins/schemas.js';

export { IXESSchemas } from './plugins/schematoken.js';

export default [
  diagnosticsPlugin,
  openingPlugin,
  schemasPlugin,
  documentsPlugin,
  commandsPlugin,
  healthPlugin,
  recoveryPlugin
];
