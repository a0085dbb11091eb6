/** A file or folder that was renamed or moved: the path it had, and the path it has. */
export interface IRename {
  from: string;
  to: string;
}

/** The path of a file after it, or a folder above it, was renamed. */
export function afterRename(path: string, { from, to }: IRename): string {
  return isAtOrBelow(path, from) ? to + path.slice(from.length) : path;
}

/**
 * Indices, the last first, of the files among `paths` that are overwritten when another file is
 * renamed.
 */
export function replacedBy(paths: readonly string[], rename: IRename): number[] {
  const isMoved = (path: string) => isAtOrBelow(path, rename.from);
  const places = new Set(paths.filter(isMoved).map(path => afterRename(path, rename)));
  return [...paths.keys()].filter(i => !isMoved(paths[i]) && places.has(paths[i])).reverse();
}

/** Whether a path is a folder's own or inside it. */
export function isAtOrBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
