/** The end of the last requested work, by shared object. */
const last = new WeakMap<object, Promise<unknown>>();

/**
 * Run work on a shared object in sequence: reads and writes of different callers are not
 * interleaved.
 * @param on the shared object, such as a database.
 */
export function inTurn<T>(on: object, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(on) ?? Promise.resolve()).then(work);
  const end = turn.catch(() => undefined); // the caller gets the error
  last.set(on, end);
  return turn;
}
