import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { XESError } from '../base/xeserror.js';
import { guardScanContext } from '../documents/guards.js';
import type { SaveRefusal } from '../documents/saverefusal.js';
import { XESDocumentWidget } from '../widgets/documentwidget.js';
import type { DocumentAssembly, IAssemblyOptions } from './assembly.js';
import { analysisFactory } from '../documents/factories.js';
import { CommandIDs } from '../commands/ids.js';
import { vitalsOf } from '../health/latevitals.js';
import { once } from '../lifecycle/once.js';

export type IShellOptions = Omit<IAssemblyOptions, 'vitals'>;

/**
 * Makes the tabs of both documents, guarded from their first moment; what they are made of is
 * loaded with the first of them.
 */
export class DocumentShells {
  constructor(private _options: IShellOptions) {}

  /** Loads, once, what documents are made of. */
  readonly load = once(async () => {
    const [module, vitals] = await Promise.all([
      import('./assembly.js'),
      vitalsOf(this._options.app)()
    ]);
    return (this._assembly = new module.DocumentAssembly({ ...this._options, vitals }));
  });

  /** A scan by itself. */
  scan(context: DocumentRegistry.Context): XESDocumentWidget {
    const { app, diagnostics } = this._options;
    let refusal: SaveRefusal | null = null;
    const where = () => ({ doing: 'Saving', path: context.path });
    const show = async (error: XESError) => {
      const module = await import('../documents/saving.js');
      if (!widget.isDisposed) {
        refusal ??= new module.SaveRefusal(
          () => void app.commands.execute(CommandIDs.saveAsAnalysis, { widget: widget.id })
        );
        refusal.show(error);
      }
    };
    guardScanContext(context, {
      refuse: error => {
        diagnostics.log('warning', error.message, where());
        void diagnostics.guard(where(), () => show(error));
      }
    });
    const widget = this._shell(context, 'scan');
    widget.owned.defer(() => refusal?.dismiss());
    // the server's model says "writable" again after a rename; the provider's does not
    context.pathChanged.connect(
      () =>
        void diagnostics.guard({ doing: 'Renaming', path: context.path }, () => context.revert()),
      widget
    );
    return widget;
  }

  /** An analysis, which names its scans. */
  analysis(context: DocumentRegistry.Context): XESDocumentWidget {
    const { app, diagnostics, docManager } = this._options;
    const widget = this._shell(context, 'analysis');
    const where = () => ({ doing: 'Saving the analysis', path: context.path });
    const saveAs = async () => {
      widget.flush();
      const { saveAnalysisAs } = await import('../documents/saving.js');
      return saveAnalysisAs(context, {
        contents: app.serviceManager.contents,
        refuse: error => void diagnostics.report(error, where()),
        saved: path => {
          // as with JupyterLab's own Save As, work goes on in the copy
          docManager.openOrReveal(path, analysisFactory);
          context.model.dirty = false;
          widget.close();
        }
      });
    };
    // in the place of JupyterLab's, which deletes an existing target, whatever it is
    Object.assign(context, {
      saveAs: async () => (await diagnostics.guard(where(), saveAs)) ?? false
    });
    return widget;
  }

  private _shell(context: DocumentRegistry.Context, door: 'scan' | 'analysis'): XESDocumentWidget {
    const { diagnostics } = this._options;
    return new XESDocumentWidget({
      context,
      diagnostics,
      fill: async widget => {
        if (door === 'scan') {
          this._assembly?.expect(widget); // it is read while JupyterLab makes the tab
        }
        const assembly = await this.load();
        if (!widget.isDisposed) {
          assembly[door](widget);
        }
      }
    });
  }

  private _assembly: DocumentAssembly | null = null;
}
