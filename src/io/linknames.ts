/**
 * Paths at which HDF5 searches for a file named by another: an absolute name as it is, then its
 * last part next to the file; a relative name from the file's folder. Paths outside the root are
 * left out.
 * @param from path of the file with the name.
 * @param root prefix of absolute names below the root; null: unknown.
 * @returns paths that begin with `/`, at the root.
 */
export function candidates(name: string, from: string, root: string | null): string[] {
  const folder = from.slice(0, from.lastIndexOf('/'));
  if (!name.startsWith('/')) {
    return inside(`${folder}/${name}`);
  }
  const whole = inside(name)[0] ?? '';
  const isBelow = root !== null && whole.startsWith(`${root}/`);
  const last = whole.slice(whole.lastIndexOf('/') + 1);
  const sameFolder = last === '' ? [] : inside(`${folder}/${last}`);
  return [...new Set([...(isBelow ? [whole.slice(root.length)] : []), ...sameFolder])];
}

/** A path without `.`, `..` and empty parts; empty if it leads outside the root, or nowhere. */
function inside(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        return [];
      }
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.length === 0 || path.endsWith('/') || path.includes('\0')
    ? []
    : [`/${parts.join('/')}`];
}
