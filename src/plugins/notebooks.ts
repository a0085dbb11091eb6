import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { Panel } from '@lumino/widgets';
import type { INotebooksOptions } from '../notebook/notebookoptions.js';
import type { DocumentShells } from '../tabs/shells.js';
import { once } from '../lifecycle/once.js';

/** Our outputs in notebooks, and requests of their kernels; loaded on first use. */
export function followNotebooks(
  options: INotebooksOptions,
  shells: DocumentShells,
  rendermime: IRenderMimeRegistry | null
): void {
  const load = once(async () => {
    const { Notebooks } = await import('../notebook/notebooks.js');
    const { embed } = await shells.load();
    return new Notebooks(options, embed);
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
