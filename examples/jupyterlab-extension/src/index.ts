import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IXESSchemas } from 'jupyterlab-xes';
import beamline7 from './beamline7.json';

/** Has the XES viewer read the files of Beamline 7. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: 'xes-beamline7:schema',
  description: 'How files of Beamline 7 are read.',
  autoStart: true,
  optional: [IXESSchemas],
  activate: (_app, schemas: IXESSchemas | null) => {
    schemas?.add(beamline7);
  }
};

export default plugin;
