const prefix = 'jupyterlab-xes:clean:';

/**
 * Marks a session as clean in the last moment of a page: only localStorage is synchronous. The mark
 * is lost if the browser is killed soon after, so it is no more than a hint.
 */
export const cleanHint = {
  set: (id: string): void => quietly(() => localStorage.setItem(prefix + id, '1')),
  remove: (id: string): void => quietly(() => localStorage.removeItem(prefix + id)),
  has: (id: string): boolean => quietly(() => localStorage.getItem(prefix + id) !== null) ?? false
};

/** Remove the hints of all sessions but these: a page may have left a hint without a record. */
export function sweepHints(known: ReadonlySet<string>): void {
  quietly(() =>
    Object.keys(localStorage)
      .filter(key => key.startsWith(prefix) && !known.has(key.slice(prefix.length)))
      .forEach(key => localStorage.removeItem(key))
  );
}

const lastKey = 'jupyterlab-xes:session';

/**
 * Remember the session that this tab runs. @returns the previous session of this tab: a discarded
 * tab comes back with its session storage.
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

/** A browser may deny access to its storage, or have no space. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
