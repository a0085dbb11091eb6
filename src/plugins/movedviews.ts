import type { IStateDB } from '@jupyterlab/statedb';
import { afterRename, type IRename } from '../analysis/rename.js';

/** By the first part alone a state database lists what it holds. */
const namespace = 'jupyterlab-xes';
const start = `${namespace}:view:`;

/** The key that the view of a lone scan is stored under. */
export function viewKey(path: string): string {
  return start + path;
}

/** Keep the views of lone scans under their new paths, be the scans open or not. */
export async function moveViews(state: IStateDB, rename: IRename): Promise<void> {
  const { ids, values } = await state.list(namespace);
  const moved = ids.flatMap((id, i) => {
    const path = id.slice(start.length);
    const after = afterRename(path, rename);
    return !id.startsWith(start) || after === path
      ? []
      : [{ id, key: viewKey(after), value: values[i] }];
  });
  for (const { id, key, value } of moved) {
    await state.save(key, value);
    await state.remove(id);
  }
}
