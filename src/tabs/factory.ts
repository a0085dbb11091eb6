import { setToolbar } from '@jupyterlab/apputils';
import { ABCWidgetFactory, type DocumentRegistry } from '@jupyterlab/docregistry';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';

type Options = DocumentRegistry.IWidgetFactoryOptions<XESDocumentWidget>;

/**
 * A widget factory that calls a given function. Toolbars are filled after the first drawing: their
 * React buttons take as long as a map, and the user waits for the map.
 */
export class XESWidgetFactory extends ABCWidgetFactory<
  XESDocumentWidget,
  DocumentRegistry.ICodeModel
> {
  constructor(
    { toolbarFactory, ...options }: Options,
    private _create: (context: DocumentRegistry.Context) => XESDocumentWidget
  ) {
    super(options);
    this._toolbarItems = toolbarFactory;
  }

  protected createNewWidget(context: DocumentRegistry.Context): XESDocumentWidget {
    const widget = this._create(context);
    const items = this._toolbarItems;
    if (items) {
      void widget.drawn.promise.then(() => {
        if (!widget.isDisposed) {
          setToolbar(widget, () => items(widget));
        }
      });
    }
    return widget;
  }

  private _toolbarItems: Options['toolbarFactory'];
}
