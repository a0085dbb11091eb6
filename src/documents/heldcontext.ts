import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';

/** What decides whether, and over what, a document's context saves. */
export interface IHolding {
  /** Whether JupyterLab saves it by itself. */
  mayAutosave(): boolean;
  /** Called before each saving. @throws an error of the name `ModalCancelError` where nothing may be written. */
  beforeSave(): Promise<void>;
  afterSave(): void;
  /** What the context shall take for the version of the file that it has. */
  modelOf(own: Contents.IModel | null): Contents.IModel | null;
}

/**
 * Have a context ask before it saves. JupyterLab compares what it saves over with the context's `contentsModel`, and
 * saves by itself what says that it can be saved.
 */
export function holdContext(context: DocumentRegistry.Context, holding: IHolding): void {
  const inner = {
    canSave: getterOf(context, 'canSave'),
    model: getterOf(context, 'contentsModel')
  };
  Object.defineProperty(context, 'canSave', {
    configurable: true,
    get: () => holding.mayAutosave() && ((inner.canSave() as boolean | undefined) ?? true)
  });
  Object.defineProperty(context, 'contentsModel', {
    configurable: true,
    get: () => holding.modelOf((inner.model() as Contents.IModel | null | undefined) ?? null)
  });
  const save = context.save.bind(context);
  Object.assign(context, {
    save: async () => {
      await context.ready;
      await holding.beforeSave();
      try {
        await save();
      } finally {
        holding.afterSave();
      }
    }
  });
}

/** A saving that ends here as where a person cancels it: JupyterLab says nothing of that. */
export function cancelled(): Error {
  const error = new Error('The file was changed meanwhile: a person decides first');
  error.name = 'ModalCancelError';
  return error;
}

/** A property as it is now; others may have put theirs in its place. */
function getterOf(context: DocumentRegistry.Context, name: 'canSave' | 'contentsModel') {
  const found =
    Object.getOwnPropertyDescriptor(context, name) ??
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(context), name);
  return (): unknown => found?.get?.call(context);
}
