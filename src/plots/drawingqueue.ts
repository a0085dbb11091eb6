let free: Promise<void> = Promise.resolve();
let last: symbol | null = null;

/** Longest wait for a frame (ms): a hidden page has none. */
const mostForFrame = 50;

/**
 * Report a drawing by other means, e.g. by plotly after a gesture: the next drawing also waits for
 * its own task.
 */
export function noteOtherDrawing(): void {
  last = null;
  free = free.then(shown);
}

/**
 * Resolves when a plot may be drawn: at once or, if another was drawn just before, after the page
 * has shown that. Plotly needs tens of milliseconds per drawing, and in between the page must be
 * able to paint and respond.
 * @param plot identifies the plot.
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
