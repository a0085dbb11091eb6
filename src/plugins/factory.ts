import { ABCWidgetFactory, type DocumentRegistry } from '@jupyterlab/docregistry';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';

/** A widget factory whose work is done by the function it is given. */
export class XESWidgetFactory extends ABCWidgetFactory<
  XESDocumentWidget,
  DocumentRegistry.ICodeModel
> {
  constructor(
    options: DocumentRegistry.IWidgetFactoryOptions<XESDocumentWidget>,
    private _create: (context: DocumentRegistry.Context) => XESDocumentWidget
  ) {
    super(options);
  }

  protected createNewWidget(context: DocumentRegistry.Context): XESDocumentWidget {
    return this._create(context);
  }
}
