import { ABCWidgetFactory, type DocumentRegistry } from '@jupyterlab/docregistry';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';

type Model = DocumentRegistry.ICodeModel;

/** A widget factory whose work is done by the function it is given. */
export class XESWidgetFactory extends ABCWidgetFactory<XESDocumentWidget, Model> {
  constructor(
    options: DocumentRegistry.IWidgetFactoryOptions<XESDocumentWidget>,
    private _create: (context: DocumentRegistry.IContext<Model>) => XESDocumentWidget
  ) {
    super(options);
  }

  protected createNewWidget(context: DocumentRegistry.IContext<Model>): XESDocumentWidget {
    return this._create(context);
  }
}
