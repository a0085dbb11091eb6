import type { IFigure, IPlotly, IPlotlyNode } from '../../../src/plots/plotly';

/** A plotly that draws nothing and records its calls; `react` takes some microtasks. */
export class FakePlotly implements IPlotly {
  readonly calls: { name: 'react' | 'purge' | 'toImage'; node: HTMLElement; data?: unknown[] }[] =
    [];

  /** Arguments of the last image. */
  pictured: HTMLElement | IFigure | null = null;

  /** Thrown by the next drawing. */
  failure: Error | null = null;

  async react(node: IPlotlyNode, data: unknown[]): Promise<void> {
    this.calls.push({ name: 'react', node, data });
    node.on ??= (event, handler) => {
      if (event === 'plotly_relayout') {
        this.relayout = handler;
      } else if (event === 'plotly_relayouting') {
        this.relayouting = handler;
      }
    };
    node.removeAllListeners ??= () => void (this.relayout = null);
    await Promise.resolve();
    const { failure } = this;
    this.failure = null;
    if (failure) {
      throw failure;
    }
  }

  purge(node: HTMLElement): void {
    this.calls.push({ name: 'purge', node });
  }

  async toImage(of: HTMLElement | IFigure): Promise<string> {
    this.calls.push({ name: 'toImage', node: document.createElement('div') });
    this.pictured = of;
    return Promise.resolve('data:image/png;base64,');
  }

  count(name: string): number {
    return this.calls.filter(call => call.name === name).length;
  }

  /** The handler of axes that still move. */
  relayouting: ((change: Record<string, unknown>) => void) | null = null;

  /** The handler of the axes' changes, while one listens. */
  relayout: ((change: Record<string, unknown>) => void) | null = null;
}

/** A figure that can be distinguished from others. */
export function figure(id: number): IFigure {
  return { data: [{ id }], layout: {} };
}

/** Give a node a size, which jsdom does not. */
export function size(node: HTMLElement, width: number, height: number): void {
  Object.defineProperty(node, 'clientWidth', { value: width, configurable: true });
  Object.defineProperty(node, 'clientHeight', { value: height, configurable: true });
}

/** Let the next task run, and all pending promises before it. */
export function task(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve));
}

/** Let all pending promises run, and the frame and tasks that a repeated drawing waits for. */
export async function settle(): Promise<void> {
  if (typeof requestAnimationFrame === 'function') {
    await new Promise(resolve => requestAnimationFrame(resolve));
  }
  await task();
  await task();
}
