/**
 * Names for paths: the last parts of each, as few as tell it from all others; the whole path where none do.
 * @param lesser whether a path gives way: the others are distinguished from each other alone, and so have shorter names.
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
    const own = parts[i];
    const lengths = own.map((_, k) => k + 1);
    const length = lengths.find(k => counts.get(endOf(own, k)) === 1);
    return length === undefined ? path : endOf(own, length);
  });
}

/** How many paths have which ends. */
function endsOf(paths: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const own of paths) {
    own.forEach((_, k) => {
      const end = endOf(own, k + 1);
      counts.set(end, (counts.get(end) ?? 0) + 1);
    });
  }
  return counts;
}

function endOf(parts: readonly string[], count: number): string {
  return parts.slice(-count).join('/');
}
