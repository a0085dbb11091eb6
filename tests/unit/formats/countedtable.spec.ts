import { readCurves } from '../../../src/formats/curves';
import { readTableScan } from '../../../src/formats';
import { countedComments } from '../../../src/formats/countedtable';
import { tableText } from '../../../src/formats/table';
import { area, type Spectrum } from '../../../src/science';
import { steps } from '../science/synthetic';

const energy = Float64Array.from(steps(9640, 0.5, 21));

const changed = (values: Float64Array, at: number, value: number) =>
  values.map((one, i) => (i === at ? value : one));

const monitor = energy.map((_, i) => 1000 + i);
const counts = energy.map((_, i) => (i % 5 === 0 ? 0 : 3 * i + 1));

/** Points of so many counts over a monitor. */
function counted(factor = 1): Spectrum {
  return {
    energy,
    intensity: counts.map((n, i) => (factor * n) / monitor[i]),
    sigma: counts.map((n, i) => (factor * Math.sqrt(Math.max(n, 1))) / monitor[i]),
    counts,
    monitor: monitor.map(i1 => i1 / factor)
  };
}

const comments = countedComments({ spectrum: counted() });
const names = ['energy_eV', 'intensity', 'sigma'];

/** A curve as read from a table whose comment says that its points are counts. */
function read(
  { intensity, sigma }: Pick<Spectrum, 'intensity' | 'sigma'>,
  at: Float64Array = energy
) {
  const { curves, warnings } = readCurves(tableText(names, [at, intensity, sigma], comments));
  return { spectrum: curves[0].spectrum, codes: warnings.map(({ code }) => code) };
}

/** A curve with one point that is given by hand. */
function withPoint(i: number, y: number, s: number) {
  const { intensity, sigma } = counted();
  return { intensity: changed(intensity, i, y), sigma: changed(sigma, i, s) };
}

describe('a table of counts', () => {
  it('has them and their monitor, zeros too', () => {
    const { spectrum, codes } = read(counted());
    expect(comments).toEqual([expect.stringMatching(/^counted: /)]);
    expect(codes).toEqual([]);
    expect(spectrum.counts).toEqual(counts);
    expect(spectrum.monitor).toEqual(monitor);
  });

  it.each([3, 1e-7, 0.1, 7.77, 1 / 3])('has them where both columns were scaled by %d', factor => {
    const { spectrum, codes } = read(counted(factor));
    expect(codes).toEqual([]);
    expect(spectrum.counts).toEqual(counts);
    spectrum.monitor!.forEach((i1, i) => expect((i1 * factor) / monitor[i]).toBeCloseTo(1, 12));
    expect(countedComments({ spectrum })).toEqual(comments);
  });

  it.each([
    [5, 7],
    [0, 7],
    [0, 5],
    [0, 0],
    [0, 20]
  ])('keeps a point that σ masks: y = %d at %d', (y, i) => {
    const masked = withPoint(i, y, 1e6);
    const { spectrum, codes } = read(masked);
    expect(codes).toEqual(['sigma/approximate']);
    expect(spectrum.counts).toBeUndefined();
    expect(spectrum.intensity[i]).toBe(y);
    expect(spectrum.sigma[i]).toBe(1e6);
    const isEnd = i === 0 || i === 20;
    const found = area(spectrum, [9640, 9650]);
    expect(found.sigma / (isEnd ? 250_000 : 500_000)).toBeCloseTo(1, 6);
    expect(found.value).toBeCloseTo(area({ energy, ...masked }, [9640, 9650]).value, 10);
    expect(
      countedComments({
        spectrum: {
          energy,
          ...masked,
          counts: changed(counts, i, 0),
          monitor: changed(monitor, i, 1e-6)
        }
      })
    ).toEqual([]);
  });

  it('of zeros alone has those whose monitors are alike', () => {
    const intensity = new Float64Array(21);
    const sigma = monitor.map(i1 => 1 / i1);
    expect(read({ intensity, sigma }).spectrum.monitor).toEqual(monitor);
    expect(read({ intensity, sigma: changed(sigma, 3, 1e6) }).codes).toEqual(['sigma/approximate']);
  });

  it('takes no σ for that of a count because there would be many', () => {
    const sigma = energy.map((_, i) => 1 + i / 97);
    const intensity = sigma.map((s, i) => s * (40_000 + i * Math.SQRT2)); // N of 1.6e9, with fractions
    const { spectrum, codes } = read({ intensity, sigma });
    expect(codes).toEqual(['sigma/approximate']);
    expect(spectrum.counts).toBeUndefined();
    const many = energy.map((_, i) => 1_600_000_000 + 1234 * i);
    const some = read({
      intensity: many.map((n, i) => n / monitor[i]),
      sigma: many.map((n, i) => Math.sqrt(n) / monitor[i])
    });
    expect([some.codes, some.spectrum.counts]).toEqual([[], many]);
  });

  const { intensity, sigma } = counted();
  const rounded = (values: Float64Array) => values.map(value => Number(value.toPrecision(6)));
  it.each<[string, { intensity: Float64Array; sigma: Float64Array; at?: Float64Array }]>([
    ['rounded columns', { intensity: rounded(intensity), sigma: rounded(sigma) }],
    ['a scaled intensity', { intensity: intensity.map(y => 1.3 * y), sigma }],
    ['an offset', { intensity: intensity.map(y => y + 0.003), sigma }],
    ['a changed sign', { intensity: intensity.map(y => -y), sigma }],
    ['no σ', { intensity, sigma: sigma.map(() => NaN) }],
    ['joined rows', { intensity, sigma, at: changed(energy, 4, energy[3]) }]
  ])('says where its comment does not hold: %s', (_, points) => {
    const { spectrum, codes } = read(points, points.at);
    expect(codes.filter(code => code === 'sigma/approximate')).toHaveLength(1);
    expect(spectrum.counts).toBeUndefined();
  });

  it('of a map has them too, or says that it does not', () => {
    const cells = (s: Float64Array) =>
      readCurves(
        tableText(
          ['incident_eV', 'emission_eV', 'intensity', 'sigma'],
          [
            energy.map((_, i) => 9660 + Math.floor(i / 7)),
            energy.map((_, i) => 9640 + (i % 7)),
            intensity,
            s
          ],
          comments
        )
      );
    const held = cells(sigma);
    expect(held.warnings).toEqual([]);
    expect([...held.map!.counts!].sort()).toEqual([...counts].sort());
    const lost = cells(changed(sigma, 5, 1e6));
    expect(lost.warnings.map(({ code }) => code)).toEqual(['sigma/approximate']);
    expect(lost.map!.counts ?? null).toBeNull();
  });
});

describe('tables of ours below each other', () => {
  const ours = (title: string, more: readonly string[], shift = 0) =>
    tableText(
      names,
      [energy.map(e => e + shift), intensity, sigma],
      [`title: ${title}`, ...more, 'energy: emission', 'made by: jupyterlab-xes 0.1.0, node 20']
    );
  const { intensity, sigma } = counted();
  const a = ours('A', [...comments, 'made of: x y']);
  const b = `${ours('B', [])}# sigma: approximate: Because.\n`;
  const told = (text: string, entry: string) => {
    const { metadata, channels, warnings } = readTableScan(text, { entry });
    return [
      metadata.title,
      channels[0].counts !== null,
      channels[0].countIds ?? [],
      warnings.map(({ message }) => message)
    ];
  };
  const ofA = ['A', true, ['x', 'y'], []];
  const ofB = ['B', false, [], ['Because.']];

  it.each([
    ['a, b', a + b, [ofA, ofB]],
    ['b, a', b + a, [ofB, ofA]],
    ['a, b, a', a + b + a, [ofA, ofB, ofA]],
    ['b, a with an empty line', `${b}\n${a}`, [ofB, ofA]]
  ])('have their own comments: %s', (_, text, wanted) => {
    expect(wanted.map((__, k) => told(text, `${k + 1}`))).toEqual(wanted);
  });

  it('leave comments of others with the rows below them', () => {
    const rows = 'energy_eV,intensity,sigma\n9640,1,1\n9641,4,2\n';
    const theirs = (title: string) => `# title: ${title}\n# by: others\n${rows}`;
    const titles = (text: string, n: number) =>
      Array.from({ length: n }, (_, k) => told(text, `${k + 1}`)[0]);
    expect(titles(theirs('P') + theirs('Q'), 2)).toEqual(['P', 'Q']);
    expect(titles(a + theirs('Q'), 2)).toEqual(['A', 'Q']);
    expect(titles(rows + a, 2)[1]).toBe('A');
  });

  it('in columns apart by blanks have theirs above', () => {
    const dat = (title: string) =>
      [
        `# title: ${title}`,
        '# energy: emission',
        '# made by: jupyterlab-xes 0.1.0',
        '# energy  intensity  sigma',
        ' 9640  1  1',
        ' 9641  4  2',
        ''
      ].join('\n');
    expect(['1', '2'].map(entry => told(dat('P') + dat('Q'), entry)[0])).toEqual(['P', 'Q']);
  });
});
