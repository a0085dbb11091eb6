import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { DocumentKind } from '../base/documentkind.js';
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
 * Creates the tabs of both documents, guarded from the first moment; their contents are loaded with
 * the first tab.
 */
export class DocumentShells {
  constructor(private _options: IShellOptions) {}

  /** Load the code of the documents' contents, once. */
  readonly load = once(async () => {
    const [module, vitals] = await Promise.all([
      import('./assembly.js'),
      vitalsOf(this._options.app)()
    ]);
    return (this._assembly = new module.DocumentAssembly({ ...this._options, vitals }));
  });

  /** A scan. */
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

  /** An analysis. */
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
          // as with JupyterLab's own Save As, work continues in the copy
          docManager.openOrReveal(path, analysisFactory);
          context.model.dirty = false;
          widget.close();
        }
      });
    };
    // replaces JupyterLab's, which deletes an existing target of any kind
    Object.assign(context, {
      saveAs: async () => (await diagnostics.guard(where(), saveAs)) ?? false
    });
    return widget;
  }

  private _shell(context: DocumentRegistry.Context, kind: DocumentKind): XESDocumentWidget {
    const { diagnostics } = this._options;
    return new XESDocumentWidget({
      context,
      diagnostics,
      fill: async widget => {
        if (kind === 'scan') {
          this._assembly?.expect(widget); // read while JupyterLab creates the tab
        }
        const assembly = await this.load();
        if (!widget.isDisposed) {
          assembly[kind](widget);
        }
      }
    });
  }

  private _assembly: DocumentAssembly | null = null;
}
