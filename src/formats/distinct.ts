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
  return names.map(name => {
    let free = name;
    for (let n = 2; seen.has(alike(free)); n++) {
      free = `${name}-${n}`;
    }
    seen.add(alike(free));
    return free;
  });
}
