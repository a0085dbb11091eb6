import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { Panel } from '@lumino/widgets';
import type { INotebooksOptions } from './notebookoptions.js';
import { once } from '../lifecycle/once.js';

/** What notebooks show of ours, and what their kernels ask for; the code comes with the first that does. */
export function followNotebooks(
  options: INotebooksOptions,
  rendermime: IRenderMimeRegistry | null
): void {
  const load = once(async () => {
    const { Notebooks } = await import('./notebookhosts.js');
    return new Notebooks(options, await options.shells.load());
  });
  rendermime?.addFactory(
    {
      safe: true,
      mimeTypes: ['application/vnd.jupyterlab-xes.view+json'],
      createRenderer: ({ resolver }) =>
        Object.assign(new Panel(), {
          async renderModel(this: Panel, model: { data: object }) {
            (await load()).render(this, resolver, model);
          }
        })
    },
    0 // before the picture
  );
  options.app.docRegistry.addWidgetExtension('Notebook', {
    createNew: (_, context) => {
      const { sessionContext } = context;
      const register = () =>
        sessionContext.session?.kernel?.registerCommTarget(
          'jupyterlab-xes',
          async (comm, { content }) => (await load()).accept(context, comm, content.data)
        );
      sessionContext.kernelChanged.connect(register);
      register();
    }
  });
}
