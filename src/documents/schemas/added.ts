import type { IDisposable } from '@lumino/disposable';

/** Facility schemas that other extensions add. */
export interface IAddedSchemas {
  readonly all: Iterable<{ readonly schema: unknown }>;
  /** Called after each change: no signal, as every page of JupyterLab loads this. */
  changed?: () => void;
  add(schema: unknown): IDisposable;
}

export function addedSchemas(): IAddedSchemas {
  const all = new Set<{ schema: unknown }>();
  const added: IAddedSchemas = {
    all,
    add: schema => {
      const item = {
        schema,
        isDisposed: false,
        dispose: () => {
          item.isDisposed = true;
          all.delete(item);
          added.changed?.();
        }
      };
      all.add(item);
      added.changed?.();
      return item;
    }
  };
  return added;
}
