const prefix = 'jupyterlab-xes:clean:';

/**
 * "Clean" as it can be said in the last moment of a page: localStorage alone answers at once. It is
 * lost where the browser is killed soon after, so that it is a hint and no more.
 */
export const cleanHint = {
  set: (id: string): void => quietly(() => localStorage.setItem(prefix + id, '1')),
  remove: (id: string): void => quietly(() => localStorage.removeItem(prefix + id)),
  has: (id: string): boolean => quietly(() => localStorage.getItem(prefix + id) !== null) ?? false
};

/** Forget the hints of all sessions but these: a page may have left one, and no record. */
export function sweepHints(known: ReadonlySet<string>): void {
  quietly(() =>
    Object.keys(localStorage)
      .filter(key => key.startsWith(prefix) && !known.has(key.slice(prefix.length)))
      .forEach(key => localStorage.removeItem(key))
  );
}

const lastKey = 'jupyterlab-xes:session';

/**
 * Remember in the tab which session it runs. @returns the one before in this tab: a tab that was
 * discarded comes back with its session storage.
 */
export function tabSession(id: string): string | null {
  return (
    quietly(() => {
      const before = sessionStorage.getItem(lastKey);
      sessionStorage.setItem(lastKey, id);
      return before;
    }) ?? null
  );
}

/** A browser may deny its storages, or have no room. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
