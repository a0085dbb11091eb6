import { setToolbar } from '@jupyterlab/apputils';
import { ABCWidgetFactory, type DocumentRegistry } from '@jupyterlab/docregistry';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';

type Options = DocumentRegistry.IWidgetFactoryOptions<XESDocumentWidget>;

/**
 * A widget factory whose work is done by the function it is given. Toolbars are filled after the first drawing: their
 * React buttons cost as much time as a map, and a map is what a person waits for.
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
