import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Widget } from '@lumino/widgets';
import { XESError } from '../base/errors.js';
import { notebookIn, type INotebookPlace } from '../documents/notebookcell.js';

/** Tracks the most recently used notebook since the first viewer was opened. */
export class UsedNotebooks {
  constructor(
    private _app: JupyterFrontEnd,
    private _docManager: IDocumentManager
  ) {
    _app.shell.currentChanged?.connect((_, { newValue }) => {
      if (newValue && this._of(newValue)) {
        this._last = new WeakRef(newValue);
      }
    });
  }

  /** The notebook used last, else a visible one, else any; null if none is open. */
  get last(): INotebookPlace | null {
    const all = [...this._app.shell.widgets('main')].flatMap(widget => this._of(widget) ?? []);
    const last = this._last?.deref();
    return (
      all.find(({ widget }) => widget === last) ??
      all.find(({ widget }) => widget.isVisible) ??
      all.at(-1) ??
      null
    );
  }

  /** Create a notebook in a folder. @throws XESError `command/no-notebook` if that is impossible */
  async create(cwd: string): Promise<INotebookPlace> {
    const { commands, serviceManager } = this._app;
    if (commands.hasCommand('notebook:create-new')) {
      const { kernelspecs } = serviceManager;
      await kernelspecs.ready;
      const kernelName = kernelspecs.specs?.default;
      const widget: unknown = await commands.execute('notebook:create-new', {
        cwd,
        ...(kernelName ? { kernelName } : {})
      });
      const place = widget ? this._of(widget as Widget) : null;
      if (place) {
        await this._docManager.contextForWidget(place.widget)?.ready;
        return place;
      }
    }
    throw new XESError(
      'command/no-notebook',
      'No notebook is open that the code could be put into. Open one, or copy the code as Python.'
    );
  }

  show({ widget }: INotebookPlace): void {
    this._app.shell.activateById(widget.id);
  }

  private _of(widget: Widget): INotebookPlace | null {
    return notebookIn(widget, this._docManager.contextForWidget(widget));
  }

  private _last: WeakRef<Widget> | null = null;
}
