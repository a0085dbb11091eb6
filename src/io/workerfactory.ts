/**
 * Start the reading worker; alone in its file, because bundlers search for exactly this expression.
 */
export function createReaderWorker(): Worker {
  return new Worker(new URL('./worker.js', import.meta.url), {
    type: 'module',
    name: 'xes-reader'
  });
}
