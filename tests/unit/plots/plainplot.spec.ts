/** @jest-environment jsdom */
import { plainPlot, ticks } from '../../../src/plots/plainplot';
import type { IPlotlyNode } from '../../../src/plots/plotly';

const layout = {
  width: 400,
  height: 300,
  margin: { l: 50, r: 10, t: 20, b: 30 },
  xaxis: { title: { text: '<b>ω</b> (eV)' }, range: [0, 10] },
  yaxis: { title: { text: 'I' } }
};

describe('the plain plot', () => {
  it('lays a node out as plotly does, and draws each line with its gaps', async () => {
    const node: IPlotlyNode = document.createElement('div');
    const data = [
      { mode: 'markers', x: [1], y: [1] }, // a colour bar's carrier
      { mode: 'lines', x: [0, 5, 6, 10], y: [0, NaN, 1, 2], line: { color: 'red' } }
    ];
    await plainPlot.react(node, data, layout, {});
    expect(node._fullLayout?._size).toEqual({ l: 50, t: 20, w: 340, h: 250 });
    expect(node._fullLayout?.xaxis.range).toEqual([0, 10]);
    expect(node._fullLayout?.yaxis.range).toEqual([-0.1, 2.1]);
    const paths = [...node.querySelectorAll('path')].map(path => path.getAttribute('d'));
    expect(paths).toEqual(['M50.0 258.6M254.0 145.0L390.0 31.4']);
    expect(node.textContent).toContain('<b>ω</b> (eV)'); // text, never markup
    await plainPlot.react(node, data, layout, {});
    expect(node.querySelectorAll('svg')).toHaveLength(1);
    expect(await plainPlot.toImage(node, {})).toMatch(/^data:image\/svg\+xml,/);
    plainPlot.purge(node);
    expect([node.childElementCount, node._fullLayout]).toEqual([0, undefined]);
    await expect(plainPlot.toImage(node, {})).rejects.toThrow('Nothing is drawn');
  });

  it('has a logarithmic axis where plotly has', async () => {
    const node: IPlotlyNode = document.createElement('div');
    const data = [{ mode: 'lines', x: [0, 5, 10], y: [1, -1, 100] }];
    const yaxis = { title: { text: 'I' }, type: 'log', range: [0, 2] };
    await plainPlot.react(node, data, { ...layout, yaxis }, {});
    const paths = [...node.querySelectorAll('path')].map(path => path.getAttribute('d'));
    expect(paths).toEqual(['M50.0 270.0M390.0 20.0']);
    expect(node._fullLayout?.yaxis).toMatchObject({ range: [0, 2], type: 'log' });
    expect(node.textContent).toContain('100');
  });

  it('draws nothing measured on axes from 0 to 1', async () => {
    const node: IPlotlyNode = document.createElement('div');
    await plainPlot.react(
      node,
      [{ mode: 'lines', x: [NaN], y: [NaN] }],
      { ...layout, xaxis: {} },
      {}
    );
    expect(node._fullLayout?.xaxis.range).toEqual([0, 1]);
  });
});

it.each([
  [
    [0, 10],
    [0, 2, 4, 6, 8, 10]
  ],
  [
    [10, 0],
    [0, 2, 4, 6, 8, 10]
  ],
  [
    [9658, 9663],
    [9658, 9659, 9660, 9661, 9662, 9663]
  ],
  [
    [0, 0.055],
    [0, 0.02, 0.04]
  ],
  [[3, 3], []],
  [[NaN, 1], []]
] as [[number, number], number[]][])('ticks of %j are %j', (range, expected) => {
  const found = ticks(range).map(value => Number(value.toPrecision(8)));
  expect(found).toEqual(expected);
});
