/**
 * Short names for paths: as few of the last parts as make each unique; the whole path if none do.
 * @param lesser whether a path has low priority: the others need only be unique among themselves,
 * and so have shorter names.
 */
export function shortNames(
  paths: readonly string[],
  lesser: (index: number) => boolean = () => false
): string[] {
  const parts = paths.map(path => path.split('/').filter(part => part !== ''));
  const all = endsOf(parts);
  const main = endsOf(parts.filter((_, i) => !lesser(i)));
  return paths.map((path, i) => {
    const counts = lesser(i) ? all : main;
    const pathParts = parts[i];
    const lengths = pathParts.map((_, k) => k + 1);
    const length = lengths.find(k => counts.get(endOf(pathParts, k)) === 1);
    return length === undefined ? path : endOf(pathParts, length);
  });
}

/** Number of paths with each ending. */
function endsOf(paths: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const pathParts of paths) {
    pathParts.forEach((_, k) => {
      const end = endOf(pathParts, k + 1);
      counts.set(end, (counts.get(end) ?? 0) + 1);
    });
  }
  return counts;
}

function endOf(parts: readonly string[], count: number): string {
  return parts.slice(-count).join('/');
}
