import { defaultAxesView, defaultMapView } from '../../../../src/analysis/document/index';
import { spectraFigure } from '../../../../src/figures/curves/spectrafigure';
import { stacked } from '../../../../src/figures/curves/waterfall';
import { mapFigure } from '../../../../src/figures/maps/mapfigure';
import type { Item } from '../../../../src/figures/paper/display';
import { mapWordsFor } from '../../../../src/figures/paper/mapwords';
import { pageOf, type IPaperPlot } from '../../../../src/figures/paper/page';
import { reflowed } from '../../../../src/figures/paper/reflow';
import { lightTheme } from '../../../../src/figures/theme';
import { curveOf } from '../../plots/drawn';

const options = { fontSize: 11, style: 'paper', dpi: 72, hasCuts: true } as const;
const axes = {
  incident: Float64Array.from({ length: 10 }, (_, i) => 9658 + i),
  emission: Float64Array.from({ length: 20 }, (_, i) => 8628 + i),
  noise: 1e-4,
  unit: 'counts / monitor'
};
const whole = { x: 0, y: 0, width: 1, height: 1 };

function mapAt(place: IPaperPlot['place']): IPaperPlot {
  return {
    place,
    figure: size =>
      mapFigure(axes, defaultMapView, [0, 1], lightTheme, { words: mapWordsFor(size) }),
    map: { plane: 'incident', cuts: [], contours: null, paint: () => Promise.resolve(null) }
  };
}

function curves(labels: readonly string[], place = whole): IPaperPlot {
  const energy = Float64Array.from({ length: 20 }, (_, i) => 8628 + i);
  const data = { axis: 'emission' as const, energy, intensity: energy, sigma: energy };
  const all = labels.map(label => curveOf(label, data, { label }));
  const view = { ...defaultAxesView, waterfall: { offset: 3, factor: null } };
  const { curves: raised, step } = stacked(all, labels.length > 1 ? view : defaultAxesView);
  return {
    place,
    figure: size =>
      spectraFigure(raised, view, lightTheme, { size, step, isOfSeveral: true, isOnPaper: true })
  };
}

const textsOf = (items: readonly Item[]) =>
  items.flatMap(item => (item.kind === 'text' ? [item.text] : []));
const pageOfWidth = (plots: readonly IPaperPlot[], width: number, height: number) =>
  pageOf(plots, { ...options, width, height });

const side = [mapAt({ ...whole, width: 0.5 }), mapAt({ ...whole, x: 0.5, width: 0.5 })];

describe('maps side by side', () => {
  it('are stacked if they are too narrow for that, with the same proportions', () => {
    const { plots, ratio } = reflowed({ plots: side, ratio: 0.35 }, 330);
    expect(plots.map(({ place }) => place)).toEqual([
      { x: 0, y: 0, width: 1, height: 0.5 },
      { x: 0, y: 0.5, width: 1, height: 0.5 }
    ]);
    expect(ratio).toBeCloseTo(1.4, 9);
  });

  it('stay on a wide page, if a column would be too tall, and next to what shares their axes', () => {
    const wide = { plots: side, ratio: 0.35 };
    expect(reflowed(wide, 660)).toBe(wide);
    const rows = [0, 0.5].flatMap(y =>
      side.map(paperPlot => ({ ...paperPlot, place: { ...paperPlot.place, y } }))
    );
    const many = { plots: rows.map(plot => ({ ...plot })), ratio: 1.6 };
    expect(reflowed(many, 330)).toBe(many);
    const linked = {
      plots: [side[0], { ...curves(['a']), beside: { plot: side[0], along: 'y' as const } }],
      ratio: 1
    };
    expect(reflowed(linked, 100)).toBe(linked);
  });

  it('each label their colours', async () => {
    const { items } = await pageOfWidth(side, 330, 150);
    expect(textsOf(items).filter(text => text === 'N / I1')).toHaveLength(2);
  });
});

describe('the colour bar of a narrow map', () => {
  it('lies below, within the page, so that the map has most of the width', async () => {
    const { items } = await pageOfWidth([mapAt(whole)], 250, 200);
    const [bar] = items.flatMap(item => (item.kind === 'image' ? [item] : []));
    expect(bar.width).toBeGreaterThan(0.7 * 250);
    expect(bar.width).toBeGreaterThan(bar.height * 10);
    expect(bar.y + bar.height).toBeLessThan(200);
    // the lowest colour is at the left
    const { data, width } = bar.pixels;
    expect([...data.slice(0, 3)]).toEqual([68, 1, 84]);
    expect([...data.slice(4 * (width - 1), 4 * width - 1)]).toEqual([253, 231, 37]);
    const texts = items.flatMap(item => (item.kind === 'text' ? [item] : []));
    texts.forEach(({ y }) => expect(y).toBeLessThanOrEqual(200));
  });

  it('is at the right of a wide one', async () => {
    const { items } = await pageOfWidth([mapAt(whole)], 400, 300);
    const [bar] = items.flatMap(item => (item.kind === 'image' ? [item] : []));
    expect(bar.height).toBeGreaterThan(bar.width * 10);
  });
});

describe('names of curves', () => {
  const long = 'ZnO standard, sample 1, air 500 °C first scan';

  it('next to a waterfall are complete if the page has room', async () => {
    const wide = await pageOfWidth([curves([long, 'b', 'c'])], 660, 400);
    expect(textsOf(wide.items)).toContain(long);
    const narrow = await pageOfWidth([curves([long, 'b', 'c'])], 330, 240);
    const [cut] = textsOf(narrow.items).filter(text => text.startsWith('ZnO'));
    expect(cut).toMatch(/^ZnO standa.*…/);
  });

  it('in the legend of a narrow plot use all of its width', async () => {
    const { items } = await pageOfWidth([curves(['CIE 9660.4 eV'])], 180, 150);
    expect(textsOf(items)).toContain('CIE 9660.4 eV');
  });
});
