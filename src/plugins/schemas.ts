import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { addedSchemas } from '../documents/schemas/added.js';
import { IXESSchemas } from './schematoken.js';

/** Takes facility schemas of other extensions. What they are is looked at when the first scan is read. */
export const schemasPlugin: JupyterFrontEndPlugin<IXESSchemas> = {
  id: 'jupyterlab-xes:schemas',
  description: 'Facility schemas.',
  autoStart: true,
  provides: IXESSchemas,
  activate: () => addedSchemas()
};
