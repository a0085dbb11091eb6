let free: Promise<void> = Promise.resolve();
let last: symbol | null = null;

/** A frame that has not come by then is not waited for: a hidden page has none (ms). */
const mostForFrame = 50;

/** A plot was drawn otherwise, as by plotly after a gesture: its next drawing has a task of its own too. */
export function drewOtherwise(): void {
  last = null;
  free = free.then(shown);
}

/**
 * Resolves when a plot may be drawn: at once, or where another was drawn just before, when the page has shown that. Plotly
 * needs tens of milliseconds for each, and between two the page must be able to paint and to answer.
 * @param plot which one.
 */
export function drawingTurn(plot: symbol): Promise<void> {
  if (plot === last) {
    return Promise.resolve();
  }
  last = plot;
  const turn = free;
  free = turn.then(shown);
  return turn;
}

/** Resolves in a task after the next frame. */
function shown(): Promise<void> {
  return new Promise(resolve => nextFrame(() => setTimeout(resolve)));
}

/** Resolves with a promise, or when the next frame begins. */
export function orNextFrame(promise: Promise<unknown>): Promise<void> {
  return new Promise(resolve => {
    nextFrame(resolve);
    promise.then(
      () => resolve(),
      () => resolve()
    );
  });
}

function nextFrame(begin: () => void): void {
  const timer = setTimeout(begin, mostForFrame);
  requestAnimationFrame(() => {
    clearTimeout(timer);
    begin();
  });
}
