/** Names for paths: the last parts of each, as few as tell it from all others; the whole path where none do. */
export function shortNames(paths: readonly string[]): string[] {
  const parts = paths.map(path => path.split('/').filter(part => part !== ''));
  const counts = new Map<string, number>();
  for (const own of parts) {
    for (let k = 1; k <= own.length; k++) {
      const end = endOf(own, k);
      counts.set(end, (counts.get(end) ?? 0) + 1);
    }
  }
  return paths.map((path, i) => {
    const own = parts[i];
    for (let k = 1; k <= own.length; k++) {
      const end = endOf(own, k);
      if (counts.get(end) === 1) {
        return end;
      }
    }
    return path;
  });
}

function endOf(parts: readonly string[], count: number): string {
  return parts.slice(-count).join('/');
}
