import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { addedSchemas } from '../documents/schemas/added.js';
import { IXESSchemas } from './schematoken.js';

/** Accepts facility schemas of other extensions. They are parsed when the first scan is read. */
export const schemasPlugin: JupyterFrontEndPlugin<IXESSchemas> = {
  id: 'jupyterlab-xes:schemas',
  description: 'Facility schemas.',
  autoStart: true,
  provides: IXESSchemas,
  activate: () => addedSchemas()
};
