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
      const one = {
        schema,
        isDisposed: false,
        dispose: () => {
          one.isDisposed = true;
          all.delete(one);
          added.changed?.();
        }
      };
      all.add(one);
      added.changed?.();
      return one;
    }
  };
  return added;
}
