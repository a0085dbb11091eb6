/**
 * Make names unique: repeated ones get a number.
 * @param taken names already in use.
 * @param alike key of a name; names with equal keys count as equal.
 */
export function distinct(
  names: readonly string[],
  taken: readonly string[] = [],
  alike: (name: string) => string = name => name
): string[] {
  const seen = new Set(taken.map(alike));
  // next number to try for each name: otherwise many equal names would try all numbers again
  const next = new Map<string, number>();
  return names.map(name => {
    let free = name;
    let n = next.get(name) ?? 2;
    for (; seen.has(alike(free)); n++) {
      free = `${name}-${n}`;
    }
    next.set(name, n);
    seen.add(alike(free));
    return free;
  });
}
