/** @jest-environment jsdom */
import { Crosshair } from '../../../src/plots/crosshair';
import type { IPlotArea } from '../../../src/figures/maps/area';

const area: IPlotArea = { left: 50, top: 10, width: 100, height: 200, x: [0, 10], y: [0, 20] };

describe('Crosshair', () => {
  it('runs through the pointer over the whole plot area', () => {
    const { node, show } = make();
    show(70, 30);
    const [vertical, horizontal] = [...node.children];
    expect(node.hasAttribute('hidden')).toBe(false);
    expect(['x1', 'y1', 'x2', 'y2'].map(name => vertical.getAttribute(name))).toEqual([
      '70',
      '10',
      '70',
      '210'
    ]);
    expect(['x1', 'y1', 'x2', 'y2'].map(name => horizontal.getAttribute(name))).toEqual([
      '50',
      '30',
      '150',
      '30'
    ]);
  });

  it('is hidden at first, outside, and after the pointer left', () => {
    const { crosshair, node, show } = make();
    expect(node.hasAttribute('hidden')).toBe(true);
    show(70, 30);
    show(20, 30);
    expect(node.hasAttribute('hidden')).toBe(true);
    show(70, 30);
    crosshair.hide();
    expect(node.hasAttribute('hidden')).toBe(true);
  });
});

function make() {
  const crosshair = new Crosshair();
  const show = (x: number, y: number) => crosshair.show(area, x, y);
  return { crosshair, node: crosshair.node, show };
}
