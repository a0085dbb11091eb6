import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';

/** Controls whether a document's context saves, and over which version. */
export interface ISaveControl {
  /** Whether JupyterLab may save it automatically. */
  mayAutosave(): boolean;
  /**
   * Called before each save.
   * @throws an error named `ModalCancelError` if nothing may be written.
   */
  beforeSave(): Promise<void>;
  afterSave(): void;
  /** The version of the file that the context should assume. */
  modelOf(own: Contents.IModel | null): Contents.IModel | null;
}

/**
 * Make a context ask before it saves. JupyterLab compares the file it saves over with the context's
 * `contentsModel`, and autosaves documents that report that they can be saved.
 */
export function controlSaving(context: DocumentRegistry.Context, holding: ISaveControl): void {
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

/** Ends a save as if the user had cancelled it, which JupyterLab does not report. */
export function cancelled(): Error {
  const error = new Error('The file was changed meanwhile: a person decides first');
  error.name = 'ModalCancelError';
  return error;
}

/** The present getter of a property; other extensions may have replaced it. */
function getterOf(context: DocumentRegistry.Context, name: 'canSave' | 'contentsModel') {
  const found =
    Object.getOwnPropertyDescriptor(context, name) ??
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(context), name);
  return (): unknown => found?.get?.call(context);
}
