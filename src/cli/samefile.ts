import { lstatSync, statSync, type BigIntStats } from 'node:fs';

/** Whether two paths lead to the same file, through any names or links. */
export function isSameFile(a: string, b: string): boolean {
  const [item, other] = [statOf(a), statOf(b)];
  return !!item && !!other && item.ino === other.ino && item.dev === other.dev;
}

/** With these system errors nothing can exist there. */
const nowhere = ['ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EINVAL'];

/** Whether a name is in use, even by a broken link; also if that can't be determined. */
export function isTaken(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return !nowhere.includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

function statOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return null;
  }
}
