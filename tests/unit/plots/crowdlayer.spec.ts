/** @jest-environment jsdom */
import type { ICurve } from '../../../src/figures/curves/curve';
import { CrowdNames } from '../../../src/plots/crowdlayer';

function curve(label: string, more: Partial<ICurve> = {}): ICurve {
  const energy = Float64Array.of(0, 1);
  const data = { axis: 'emission' as const, energy, intensity: energy, sigma: energy };
  const color = '#123456';
  return { key: label, label, color, data, isActive: false, isStale: false, ...more };
}

const layout = (low: number, high: number) => ({
  _size: { l: 10, t: 20, w: 200, h: 100 },
  xaxis: { range: [0, 10] as [number, number], _length: 200 },
  yaxis: { range: [low, high] as [number, number], _length: 100 }
});

describe('names of many curves', () => {
  it('are a list next to the axes, rebuilt only if a name, a colour or a state changes', () => {
    const layer = new CrowdNames();
    expect(layer.node.hidden).toBe(true);
    const [a, b] = [curve('<i>a</i>', { isActive: true }), curve('b', { isStale: true })];
    layer.show({ list: [a, b], beside: [] }, layout(0, 1));
    const items = () => [...layer.node.querySelectorAll('li')];
    expect(items().map(({ title, textContent }) => [title, textContent])).toEqual([
      ['<i>a</i>', '<i>a</i>'],
      ['b', 'b']
    ]);
    expect(items().map(({ className }) => className)).toEqual(['jp-mod-active', 'jp-mod-stale']);
    const { left, top, height } = layer.node.style;
    expect([layer.node.hidden, left, top, height]).toEqual([false, '210px', '20px', '100px']);
    const [first] = items();
    layer.show({ list: [{ ...a }, { ...b }], beside: [] }, layout(0, 2));
    expect(items()[0]).toBe(first);
    layer.show({ list: [a, { ...b, color: '#654321' }], beside: [] }, layout(0, 2));
    expect(items()[0]).not.toBe(first);
    layer.show(null, layout(0, 1));
    expect([layer.node.hidden, layer.node.childElementCount]).toEqual([true, 0]);
  });

  it('are at the ends of their curves, and follow these while the axes move', () => {
    const layer = new CrowdNames();
    const beside = [
      { curve: curve('a'), text: 'a', y: 1, shift: 0 },
      { curve: curve('b'), text: 'b', y: 3, shift: 5 }
    ];
    layer.show({ list: [], beside }, layout(0, 4));
    const places = () =>
      [...layer.node.querySelectorAll<HTMLElement>(':scope > span')].map(({ hidden, style }) =>
        hidden ? null : style.translate
      );
    expect(places()).toEqual(['0 75px', '0 20px']);
    layer.move(layout(2, 4));
    expect(places()).toEqual([null, '0 45px']);
  });
});
