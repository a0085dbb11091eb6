/**
 * Names, each once: a repeated one gets a number.
 * @param taken names that are something else's.
 * @param alike what two names have in common that must not be taken for each other.
 */
export function distinct(
  names: readonly string[],
  taken: readonly string[] = [],
  alike: (name: string) => string = name => name
): string[] {
  const seen = new Set(taken.map(alike));
  // where to go on looking for a free number: of many equal names each would try all numbers anew
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
