/** @jest-environment jsdom */
import { PlotGestures } from '../../../src/plots/plotgestures';
import type { IPlotlyNode } from '../../../src/plots/plotly';

function made(dragmode = 'zoom') {
  const node = document.createElement('div');
  const plot: IPlotlyNode = document.createElement('div');
  const dragger = document.createElement('div');
  const mark = document.createElement('div');
  dragger.className = 'nsewdrag';
  dragger.getBoundingClientRect = () =>
    ({ left: 0, top: 0, right: 100, bottom: 100 }) as unknown as DOMRect;
  plot.append(dragger);
  node.append(plot, mark);
  document.body.append(node);
  Object.assign(plot, { _fullLayout: { dragmode } });
  const holds: boolean[] = [];
  const gestures = new PlotGestures(node, plot, { onHold: isHeld => holds.push(isHeld) });
  return { gestures, dragger, mark, holds };
}

describe('gestures over a plot', () => {
  it('pass on a wheel over elements above the plot, once, and only over the axes', () => {
    const { gestures, dragger, mark } = made();
    const seen: number[] = [];
    dragger.addEventListener('wheel', event => {
      seen.push(event.deltaY);
      event.preventDefault();
    });
    const wheel = (target: Element, clientX: number) => {
      const init = { deltaY: 3, clientX, clientY: 50, bubbles: true, cancelable: true };
      const event = new WheelEvent('wheel', init);
      target.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect([wheel(mark, 50), wheel(dragger, 50), wheel(mark, 150)]).toEqual([true, true, false]);
    expect(seen).toEqual([3, 3]);
    gestures.dispose();
    wheel(mark, 50);
    expect(seen).toHaveLength(2);
  });

  it('pan by a drag with the middle button, in either mode', () => {
    for (const [mode, shiftKey] of [
      ['zoom', true],
      ['pan', false]
    ] as const) {
      const { gestures, dragger } = made(mode);
      const seen: unknown[] = [];
      dragger.addEventListener('mousedown', event => seen.push([event.button, event.shiftKey]));
      const press = (button: number) =>
        dragger.dispatchEvent(
          new MouseEvent('mousedown', { button, bubbles: true, cancelable: true })
        );
      press(1);
      press(0);
      expect(seen).toEqual([
        [0, shiftKey],
        [0, false]
      ]);
      gestures.dispose();
    }
  });

  it('hold the axes from press to release, and at most to the end', async () => {
    const { gestures, dragger, mark, holds } = made();
    const down = (node: Element) =>
      node.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
    down(mark);
    expect(holds).toEqual([]);
    down(dragger);
    window.dispatchEvent(new MouseEvent('pointerup'));
    expect(holds).toEqual([true]); // plotly is notified with the mouse event that follows
    await new Promise(resolve => setTimeout(resolve));
    expect(holds).toEqual([true, false]);
    down(dragger);
    window.dispatchEvent(new Event('blur'));
    gestures.dispose();
    expect(holds).toEqual([true, false, true, false]);
  });
});
