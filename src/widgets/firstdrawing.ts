import { Debounce, type DisposableStore } from '../lifecycle/index.js';
import type { AnalysisModel } from '../model/index.js';

/** Longest wait for a drawing (ms). */
const drawingTime = 300;

/** Resolves when a document is first drawn, turns out to take longer, or is closed. */
export async function firstDrawing(model: AnalysisModel, owner: DisposableStore): Promise<void> {
  await new Promise<void>(resolve => {
    owner.add(new Debounce(drawingTime, resolve)).schedule();
    // the drawing itself is due in the next frame; a hidden page has no frames and waits for the
    // timer
    const whenIdle = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    void model.loaded.then(() => model.settled).then(whenIdle);
  });
}
