import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { DisposableDelegate } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { IXESSchemas, type IAddedSchemas } from './ids.js';

/** Takes facility schemas of other extensions. What they are is looked at when the first scan is read. */
export const schemasPlugin: JupyterFrontEndPlugin<IXESSchemas> = {
  id: 'jupyterlab-xes:schemas',
  description: 'Takes facility schemas of other extensions.',
  autoStart: true,
  provides: IXESSchemas,
  activate: (): IAddedSchemas => {
    const all = new Set<{ schema: unknown }>();
    const changed = new Signal<unknown, void>(all);
    const add = (schema: unknown) => {
      const one = { schema };
      all.add(one);
      changed.emit();
      return new DisposableDelegate(() => all.delete(one) && changed.emit());
    };
    return { all, changed, add };
  }
};
