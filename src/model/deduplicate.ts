/** A drawn result, and whether it is of the active row. */
interface IDrawn {
  readonly isActive: boolean;
}

/**
 * Remove duplicates, preserving order: of several with one name the active one stays, else the
 * first.
 * @param nameOf the same for duplicates; null for entries that always stay.
 */
export function deduplicated<T extends IDrawn>(
  items: readonly T[],
  nameOf: (item: T) => string | null
): T[] {
  const chosen = new Map<string, T>();
  for (const item of [...items.filter(({ isActive }) => isActive), ...items]) {
    const name = nameOf(item);
    if (name !== null && !chosen.has(name)) {
      chosen.set(name, item);
    }
  }
  return items.filter(item => {
    const name = nameOf(item);
    return name === null || chosen.get(name) === item;
  });
}
