/** What is drawn, and whether it is of the active row. */
interface IDrawn {
  readonly isActive: boolean;
}

/**
 * Each once, in the same order: of several of one name the active one, else the first.
 * @param nameOf names what is the same; null of what stays whatever else there is.
 */
export function oneOfEach<T extends IDrawn>(
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
