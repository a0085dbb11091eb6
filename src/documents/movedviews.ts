import type { IStateDB } from '@jupyterlab/statedb';
import { afterRename, type IRename } from '../analysis/rename.js';

/** A state database can only list entries by the first part of the key. */
const namespace = 'jupyterlab-xes';
const start = `${namespace}:view:`;
/** Suffix of the keys of copies. */
const copyEnding = /:(?:v[12]|unreadable)(?:-\d+)?$/;

/** The key under which the view of a scan without analysis is stored. */
export function viewKey(path: string): string {
  return start + path;
}

/**
 * Move the stored views of scans without analysis, and copies of them, to their new paths, whether
 * the scans are open or not. Renames, and views stored meanwhile, must be sequential: call it with
 * `inTurn`.
 * @throws errors of the state database, after moving as much as possible.
 */
export async function moveViews(state: IStateDB, rename: IRename): Promise<void> {
  if (rename.from === '' || rename.to === '') {
    return; // JupyterLab does not report what was renamed
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
