/** @jest-environment jsdom */
import { paperPlot } from '../../../src/plots/paperplot';
import type { IPlotlyNode } from '../../../src/plots/plotly';

const layout = {
  width: 400,
  height: 300,
  margin: { l: 50, r: 10, t: 20, b: 30 },
  xaxis: { title: { text: '<b>ω</b> (eV)' }, range: [0, 10] },
  yaxis: { title: { text: 'I' } }
};

/** Positions of the red curves. */
function linesIn(node: HTMLElement): (string | null)[] {
  return [...node.querySelectorAll('path[stroke="red"]')].map(path => path.getAttribute('d'));
}

describe('a plot if plotly fails', () => {
  it('has the same layout as plotly, and draws each line with its gaps', async () => {
    const node: IPlotlyNode = document.createElement('div');
    const data = [
      { mode: 'markers', x: [1], y: [1] }, // a colour bar's carrier
      { mode: 'lines', x: [0, 5, 6, 10], y: [0, NaN, 1, 2], line: { color: 'red' } }
    ];
    await paperPlot.react(node, data, layout, {});
    expect(node._fullLayout?._size).toEqual({ l: 50, t: 20, w: 340, h: 250 });
    expect(node._fullLayout?.xaxis.range).toEqual([0, 10]);
    expect(node._fullLayout?.yaxis.range).toEqual([-0.1, 2.1]);
    expect(linesIn(node)).toEqual(['M50 258.636M254 145L390 31.364']);
    expect(node.textContent).toContain('<b>ω</b> (eV)'); // text, never markup
    await paperPlot.react(node, data, layout, {});
    expect(node.querySelectorAll('svg')).toHaveLength(1);
    expect(await paperPlot.toImage(node, {})).toMatch(/^data:image\/svg\+xml,/);
    paperPlot.purge(node);
    expect([node.childElementCount, node._fullLayout]).toEqual([0, undefined]);
    await expect(paperPlot.toImage(node, {})).rejects.toThrow('Nothing is drawn');
  });

  it('has a logarithmic axis like plotly', async () => {
    const node: IPlotlyNode = document.createElement('div');
    const data = [{ mode: 'lines', x: [0, 5, 10], y: [1, -1, 100], line: { color: 'red' } }];
    const yaxis = { title: { text: 'I' }, type: 'log', range: [0, 2] };
    await paperPlot.react(node, data, { ...layout, yaxis }, {});
    expect(linesIn(node)).toEqual(['M50 270M390 20']);
    expect(node._fullLayout?.yaxis).toMatchObject({ range: [0, 2], type: 'log' });
    expect(node.textContent).toContain('100');
  });

  it('draws an empty figure on axes from 0 to 1', async () => {
    const node: IPlotlyNode = document.createElement('div');
    await paperPlot.react(
      node,
      [{ mode: 'lines', x: [NaN], y: [NaN] }],
      { ...layout, xaxis: {} },
      {}
    );
    expect(node._fullLayout?.xaxis.range).toEqual([0, 1]);
  });

  it('has the panels, domains and legend of the figure, in the colours of the page', async () => {
    const node: IPlotlyNode = document.createElement('div');
    const line = { color: 'red' };
    await paperPlot.react(
      node,
      [
        { mode: 'lines', name: 'A & <i>B</i>', x: [0, 10], y: [0, 1], line },
        { mode: 'lines', yaxis: 'y2', showlegend: false, x: [0, 10], y: [5, 5], line }
      ],
      {
        ...layout,
        font: { color: '#eeeeee' },
        showlegend: true,
        yaxis: { domain: [0.5, 1], range: [0, 1] },
        yaxis2: { domain: [0, 0.4], range: [0, 10] }
      },
      {}
    );
    expect(node._fullLayout?.yaxis).toMatchObject({ domain: [0.5, 1], _length: 125 });
    expect(node._fullLayout?.yaxis2).toMatchObject({ range: [0, 10], _length: 100 });
    expect(linesIn(node).slice(0, 2)).toEqual(['M50 145L390 20', 'M50 220L390 220']);
    expect(linesIn(node)).toHaveLength(3); // and a sample in the legend
    const texts = [...node.querySelectorAll('text')];
    expect(texts.map(text => text.textContent)).toContain('A & <i>B</i>');
    expect(new Set(texts.map(text => text.getAttribute('fill')))).toEqual(new Set(['#eeeeee']));
    expect(node.querySelector('i')).toBeNull();
  });
});
