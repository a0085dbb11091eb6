import { spectrumOfScan } from '../../../src/analysis/steps/spectrum';
import { asciiParts } from '../../../src/formats/ascii';
import { readCurves } from '../../../src/formats/curves';
import { readTableScan } from '../../../src/formats';
import { countedComments } from '../../../src/formats/countedtable';
import { tableRows, tableText } from '../../../src/formats/table';
import { area, type Spectrum } from '../../../src/science';
import { steps } from '../science/synthetic';

const energy = Float64Array.from(steps(9640, 0.5, 21));

const changed = (values: Float64Array, at: number, value: number) =>
  values.map((entry, i) => (i === at ? value : entry));

const monitor = energy.map((_, i) => 1000 + i);
const counts = energy.map((_, i) => (i % 5 === 0 ? 0 : 3 * i + 1));

/** Points of the given counts over a monitor. */
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

/** A curve as read from a table whose comment declares its points as counts. */
function read(
  { intensity, sigma }: Pick<Spectrum, 'intensity' | 'sigma'>,
  at: Float64Array = energy
) {
  const { curves, warnings } = readCurves(tableText(names, [at, intensity, sigma], comments));
  return { spectrum: curves[0].spectrum, codes: warnings.map(({ code }) => code) };
}

/** A curve with one given point. */
function withPoint(i: number, y: number, s: number) {
  const { intensity, sigma } = counted();
  return { intensity: changed(intensity, i, y), sigma: changed(sigma, i, s) };
}

describe('a table of counts', () => {
  it('has them and their monitor, including zeros', () => {
    const { spectrum, codes } = read(counted());
    expect(comments).toEqual([expect.stringMatching(/^counted: /)]);
    expect(codes).toEqual([]);
    expect(spectrum.counts).toEqual(counts);
    expect(spectrum.monitor).toEqual(monitor);
  });

  it.each([3, 1e-7, 0.1, 7.77, 1 / 3])('has them if both columns were scaled by %d', factor => {
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
  ])('retains a point that σ masks: y = %d at %d', (y, i) => {
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

  it('of zeros only has those whose monitors are alike', () => {
    const intensity = new Float64Array(21);
    const sigma = monitor.map(i1 => 1 / i1);
    expect(read({ intensity, sigma }).spectrum.monitor).toEqual(monitor);
    expect(read({ intensity, sigma: changed(sigma, 3, 1e6) }).codes).toEqual(['sigma/approximate']);
  });

  it('does not take σ for that of a count just because it would be large', () => {
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
  ])('reports if its comment does not hold: %s', (_, points) => {
    const { spectrum, codes } = read(points, points.at);
    expect(codes.filter(code => code === 'sigma/approximate')).toHaveLength(1);
    expect(spectrum.counts).toBeUndefined();
  });

  it('of a map has them too, or reports that it does not', () => {
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

describe('tables of ours one after another', () => {
  const ours = (title: string, more: readonly string[], shift = 0) =>
    tableText(
      names,
      [energy.map(e => e + shift), intensity, sigma],
      [`title: ${title}`, ...more, 'energy: emission', 'made by: jupyterlab-xes 0.1.0, node 20']
    );
  const { intensity, sigma } = counted();
  const a = ours('A', [...comments, 'made of: x y']);
  const b = `${ours('B', [])}# sigma: approximate: Because.\n`;
  const expectReported = (text: string, entry: string) => {
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
  ])('have separate comments: %s', (_, text, wanted) => {
    expect(wanted.map((__, k) => expectReported(text, `${k + 1}`))).toEqual(wanted);
  });

  it('leave comments of others with the rows below them', () => {
    const rows = 'energy_eV,intensity,sigma\n9640,1,1\n9641,4,2\n';
    const theirs = (title: string) => `# title: ${title}\n# by: others\n${rows}`;
    const titles = (text: string, n: number) =>
      Array.from({ length: n }, (_, k) => expectReported(text, `${k + 1}`)[0]);
    expect(titles(theirs('P') + theirs('Q'), 2)).toEqual(['P', 'Q']);
    expect(titles(a + theirs('Q'), 2)).toEqual(['A', 'Q']);
    expect(titles(rows + a, 2)[1]).toBe('A');
  });

  it('in columns separated by blanks have theirs above', () => {
    const dat = (title: string) =>
      [
        `# title: ${title}`,
        '# energy: emission',
        '# made by: jupyterlab-xes 0.1.0',
        '# Column.1: energy eV',
        '# Column.2: intensity',
        '# Column.3: sigma',
        '# energy  intensity  sigma',
        ' 9640  1  1',
        ' 9641  4  2',
        ''
      ].join('\n');
    expect(['1', '2'].map(entry => expectReported(dat('P') + dat('Q'), entry)[0])).toEqual([
      'P',
      'Q'
    ]);
  });
});

describe('a table of ours of which it is said what its columns are', () => {
  const columns = { emission: 'energy_eV', intensity: 'intensity' };
  const told = [
    ...comments,
    'title: A',
    'made of: x y',
    'energy: emission',
    'intensity: counts / monitor',
    'sigma: approximate: Because.'
  ];
  const { intensity, sigma } = counted();
  const text = (s: Float64Array, at = energy) => tableText(names, [at, intensity, s], told);
  const codes = (scan: ReturnType<typeof readTableScan>) => scan.warnings.map(({ code }) => code);

  it('has all that its comments tell', () => {
    const scan = readTableScan(text(sigma), { columns });
    const own = readTableScan(text(sigma));
    expect(scan.channels[0].counts).toEqual(counts);
    expect(scan.monitor).toEqual(monitor);
    expect([scan.metadata.title, scan.channels[0].unit, scan.channels[0].countIds]).toEqual([
      'A',
      'counts / monitor',
      ['x', 'y']
    ]);
    expect(scan.warnings).toEqual(own.warnings);
    const curveOf = (of: typeof scan) => spectrumOfScan(of, null, 0).value.spectrum;
    expect(curveOf(scan)).toEqual(curveOf(own));
  });

  it('says where they do not hold', () => {
    const masked = readTableScan(text(changed(sigma, 4, 1e6)), { columns });
    expect(codes(masked)).toEqual(['sigma/approximate', 'sigma/approximate']);
    expect(masked.channels[0].counts).toBeNull();
    expect(masked.channels[0].sigma?.[4]).toBe(1e6);
  });

  it('has each row as a point, where some have one energy', () => {
    const scan = readTableScan(text(sigma, changed(energy, 4, energy[3])), { columns });
    expect(codes(scan)).toEqual(['sigma/approximate']);
    expect(scan.channels[0].counts).toEqual(counts);
  });

  it.each<[string, Record<string, string>]>([
    ['another intensity', { emission: 'energy_eV', intensity: 'background' }],
    ['counts', { emission: 'energy_eV', counts: 'intensity' }],
    ['another σ', { ...columns, sigma: 'background' }],
    ['a monitor', { ...columns, monitor: 'background' }]
  ])('has nothing of them of others: %s', (_, chosen) => {
    const table = tableText(
      [...names, 'background'],
      [energy, intensity, sigma, sigma.map(s => 2 * s)],
      told
    );
    const { channels, warnings, metadata } = readTableScan(table, { columns: chosen });
    expect(metadata.title).toBe('A');
    expect(warnings.filter(({ code }) => code === 'sigma/approximate')).toEqual([]);
    const isCounts = 'counts' in chosen;
    expect(channels[0].counts).toEqual(isCounts ? intensity : null);
  });

  it('of a map has its counts too', () => {
    const incident = energy.map((_, i) => 9660 + Math.floor(i / 7));
    const emission = energy.map((_, i) => 9640 + (i % 7));
    const scan = readTableScan(
      tableText(
        ['incident_eV', 'emission_eV', 'intensity', 'sigma'],
        [incident, emission, intensity, sigma],
        comments
      ),
      { columns: { incident: 'incident_eV', emission: 'emission_eV', intensity: 'intensity' } }
    );
    expect([codes(scan), scan.kind]).toEqual([[], 'RXES']);
    expect(scan.channels[0].counts).toEqual(counts);
  });
});

describe('maps below each other', () => {
  const columns = ['incident_eV', 'emission_eV', 'intensity', 'sigma'];
  const rows = [0, 1, 2].flatMap(j => [0, 1, 2, 3].map(i => [9660 + j, 8640 + i] as const));
  const table = (factor: number, title: string) => {
    const n = rows.map((_, k) => factor * (k + 3));
    return [
      rows.map(([incident]) => incident),
      rows.map(([, emission]) => emission),
      n.map(one => one / 1000),
      n.map(one => Math.sqrt(one) / 1000)
    ].reduce<{ columns: Float64Array[]; comments: string[] }>(
      (all, column) => ({ ...all, columns: [...all.columns, Float64Array.from(column)] }),
      {
        columns: [],
        comments: [`title: ${title}`, ...comments, 'made by: jupyterlab-xes 0.1.0, node 20']
      }
    );
  };
  const csv = (factor: number, title: string) => {
    const own = table(factor, title);
    return tableText(columns, own.columns, own.comments);
  };
  const dat = (factor: number, title: string) => {
    const own = table(factor, title);
    return [...asciiParts(tableRows(columns, own.columns), own.comments)].join('');
  };

  it.each([
    ['csv', csv],
    ['dat', dat]
  ])('are scans of one file: %s', (_, make) => {
    const text = make(1, 'A') + make(10, 'B') + make(100, 'C');
    const one = readTableScan(text);
    expect(one.entries?.map(({ name }) => name)).toEqual(['1', '2', '3']);
    expect(one.warnings.map(({ code }) => code)).toEqual(['scan/several-entries']);
    ['A', 'B', 'C'].forEach((title, k) => {
      const { kind, metadata, channels, warnings } = readTableScan(text, { entry: `${k + 1}` });
      expect([kind, metadata.title, warnings]).toEqual(['RXES', title, []]);
      expect([...channels[0].counts!].sort((a, b) => a - b)).toEqual(
        rows.map((__, i) => 10 ** k * (i + 3))
      );
    });
  });

  it.each(['nan', ''])('are refused as matrices that each begin with "%s"', corner => {
    const matrix = (factor: number) =>
      [
        '# top row: incident (eV), first column: emission (eV)',
        [corner, 9660, 9661, 9662].join(','),
        ...[0, 1, 2].map(i => [8640 + i, ...[1, 2, 3].map(n => factor * (n + i))].join(','))
      ].join('\n') + '\n';
    expect(readTableScan(matrix(1)).kind).toBe('RXES');
    expect(() => readTableScan(matrix(1) + matrix(10))).toThrow(
      /row 5 of numbers begins a second matrix.*a separate file/
    );
  });

  it.each([
    ['a row of sums with an empty corner', ['', 6, 9, 12]],
    ['a row without an energy', ['nan', 1, 2, 3]]
  ])('are one matrix with %s', (_, last) => {
    const rows = [['', 9660, 9661, 9662], [8640, 1, 2, 3], [8641, 5, 7, 9], last];
    const text = rows.map(row => row.join(',')).join('\n');
    const scan = readTableScan(`# top row: incident (eV), first column: emission (eV)\n${text}\n`);
    expect([scan.kind, scan.channels[0].intensity.length]).toEqual(['RXES', 6]);
  });

  const names = '# incident_eV emission_eV intensity';
  const lineOf = (incident: number, jitter = 0) =>
    [0, 1, 2].map(
      i => `${(incident + jitter * i).toFixed(4)} ${8640 + i} ${incident - 9659 + i} 0.1`
    );
  const map = [9660, 9661, 9662, 9663, 9664];

  it.each([
    ['every four points', names, map.flatMap(e => lineOf(e)), 4],
    ['every two rows', names, map.flatMap(e => lineOf(e)), 6],
    ['each row, whose readings differ', names, map.flatMap(e => lineOf(e, 0.0001)), 3],
    [
      'each row, with a third energy',
      `${names} transfer_eV`,
      map.flatMap(e => lineOf(e).map((row, i) => `${row} ${e - 8640 - i}`)),
      3
    ]
  ])('are one map if its names are above %s', (_, head, points, every) => {
    const columns = head.includes('transfer')
      ? `${head.replace('intensity', 'intensity sigma')}`
      : `${head} sigma`;
    const text = points.flatMap((row, i) => (i % every === 0 ? [columns, row] : [row])).join('\n');
    const scan = readTableScan(`${text}\n`);
    expect([scan.kind, scan.entries, scan.channels[0].intensity.length]).toEqual([
      'RXES',
      undefined,
      15
    ]);
    const twice = readTableScan(`${text}\n${text}\n`);
    expect(twice.entries?.map(({ name }) => name)).toEqual(['1', '2']);
    expect(readTableScan(`${text}\n${text}\n`, { entry: '2' }).channels[0].intensity).toEqual(
      scan.channels[0].intensity
    );
  });

  it('are refused if a map goes on below a second line of names', () => {
    const part = (energies: number[]) =>
      [
        'incident_eV,emission_eV,intensity,sigma',
        ...energies.flatMap(e => lineOf(e).map(row => row.split(' ').join(',')))
      ].join('\n');
    expect(() => readTableScan(`${part([9660, 9661])}\n${part([9662, 9663])}\n`)).toThrow(
      expect.objectContaining({ code: 'table/invalid' })
    );
  });

  it('is one map that has its names, in a comment or an empty line, above each of its rows', () => {
    const line = (incident: number) =>
      [0, 1, 2].map(i => `${incident} ${8640 + i} ${incident - 9659 + i}`).join('\n');
    for (const between of ['', '# incident emission intensity']) {
      const text = `# incident emission intensity\n${[9660, 9661, 9662].map(line).join(`\n${between}\n`)}\n`;
      const scan = readTableScan(text);
      expect([scan.entries, scan.kind, scan.points.measured]).toEqual([undefined, 'RXES', 9]);
    }
  });

  it('are one scan in XDI unless each has its header', () => {
    const header =
      '# XDI/1.0\n# Column.1: energy eV\n# Column.2: norm\n# Element.symbol: Fe\n#---\n# energy norm\n';
    const points = [7110, 7111, 7112].map((e, i) => `${e} ${0.1 + i}`).join('\n') + '\n';
    const one = readTableScan(`${header}${points}\n${points}`);
    expect([one.entries, one.kind]).toEqual([undefined, 'HERFD-XANES']);
    const two = readTableScan(`${header}${points}${header}${points}`, { entry: '2' });
    expect([two.entries?.length, two.kind]).toEqual([2, 'HERFD-XANES']);
  });
});
