/**
 * Where HDF5 looks for a file that another names: an absolute name as it is, and then by its last part beside the file; a
 * relative one from the file's folder. What would lead out of the root is left out.
 * @param from path of the file with the name. @param root what absolute names begin with that lead below the root; null: unknown.
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
  const beside = last === '' ? [] : inside(`${folder}/${last}`);
  return [...new Set([...(isBelow ? [whole.slice(root.length)] : []), ...beside])];
}

/** A path without `.`, `..` and empty parts; none where it leads out, or nowhere. */
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
