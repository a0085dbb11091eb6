import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IXESSchemas, type IAddedSchemas } from './schematoken.js';

/** Takes facility schemas of other extensions. What they are is looked at when the first scan is read. */
export const schemasPlugin: JupyterFrontEndPlugin<IXESSchemas> = {
  id: 'jupyterlab-xes:schemas',
  description: 'Facility schemas.',
  autoStart: true,
  provides: IXESSchemas,
  activate: (): IAddedSchemas => {
    const all = new Set<{ schema: unknown }>();
    // no signal: every page of JupyterLab loads this
    const added: IAddedSchemas = {
      all,
      add: schema => {
        const one = {
          schema,
          isDisposed: false,
          dispose: () => {
            one.isDisposed = true;
            all.delete(one);
            added.changed?.();
          }
        };
        all.add(one);
        added.changed?.();
        return one;
      }
    };
    return added;
  }
};
