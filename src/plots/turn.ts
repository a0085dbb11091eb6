let free: Promise<void> = Promise.resolve();
let last: symbol | null = null;

/** A plot was drawn otherwise, as by plotly after a gesture: its next drawing has a task of its own too. */
export function drewOtherwise(): void {
  last = null;
  free = free.then(nextTask);
}

/**
 * Resolves when a plot may be drawn: at once, or where another was drawn just before, in a task of its own. Plotly
 * needs tens of milliseconds for each, and between two the page must be able to paint and to answer.
 * @param plot which one.
 */
export function drawingTurn(plot: symbol): Promise<void> {
  if (plot === last) {
    return Promise.resolve();
  }
  last = plot;
  const turn = free;
  free = turn.then(nextTask);
  return turn;
}

function nextTask(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve));
}
