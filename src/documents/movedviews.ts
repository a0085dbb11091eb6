import type { IStateDB } from '@jupyterlab/statedb';
import { afterRename, type IRename } from '../analysis/rename.js';

/** By the first part alone a state database lists what it holds. */
const namespace = 'jupyterlab-xes';
const start = `${namespace}:view:`;
/** What the keys of copies end with. */
const copyEnding = /:(?:v[12]|unreadable)(?:-\d+)?$/;

/** The key that the view of a lone scan is stored under. */
export function viewKey(path: string): string {
  return start + path;
}

/**
 * Keep the views of lone scans, and copies of them, under their new paths, be the scans open or not. Renames, and views
 * that are kept meanwhile, must follow each other: call it with `inTurn`. @throws what the state database throws,
 * once all that can be moved is moved.
 */
export async function moveViews(state: IStateDB, rename: IRename): Promise<void> {
  if (rename.from === '' || rename.to === '') {
    return; // JupyterLab does not say what was renamed
  }
  const { ids, values } = await state.list(namespace);
  const moved = ids.flatMap((id, i) => {
    const key = movedKey(id, rename);
    return key === id ? [] : [{ id, key, value: values[i] }];
  });
  const failures: unknown[] = [];
  for (const { id, key, value } of moved) {
    try {
      await state.save(key, value);
      await state.remove(id);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}

function movedKey(id: string, rename: IRename): string {
  if (!id.startsWith(start)) {
    return id;
  }
  const [ending = ''] = copyEnding.exec(id) ?? [];
  const path = id.slice(start.length, id.length - ending.length);
  return viewKey(afterRename(path, rename)) + ending;
}
