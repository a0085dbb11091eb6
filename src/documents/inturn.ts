/** By what is worked on, the end of what was asked for last. */
const last = new WeakMap<object, Promise<unknown>>();

/**
 * Work on something shared, each piece after those that were asked for before: what is read and written
 * meanwhile does not come in between.
 * @param on what is shared, such as a database.
 */
export function inTurn<T>(on: object, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(on) ?? Promise.resolve()).then(work);
  const end = turn.catch(() => undefined); // whoever asked gets the error
  last.set(on, end);
  return turn;
}
