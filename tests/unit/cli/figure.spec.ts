import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/main';

const rows = [9658, 9658.3, 9658.6].flatMap((incident, i) =>
  [8632, 8632.3, 8632.6].map((emission, k) => [
    incident,
    emission,
    81.7,
    1000,
    10 * (i + 1) * (k + 1),
    0.01 * (i + 1) * (k + 1),
    1
  ])
);
const scanText = [
  '# DIAMOND LIGHT SOURCE',
  '# Sample name: ZnO',
  '# command: scan bragg1WithOffset 9658.0 9658.6 0.3 XESEnergyUpper [Range1 : 8632.00, 8632.60, 0.30]',
  '# Energy\tXESEnergyUpper\tXESBraggUpper\tI1\tFF_medipix1\tFFI1_medipix1\tTime\t',
  ...rows.map(row => row.join('\t') + '\t'),
  ''
].join('\n');

const made = (plane: string) =>
  `step: map: map {&quot;view&quot;:&quot;${plane}&quot;,&quot;channel&quot;:&quot;upper&quot;}`;

const view = {
  shown: [{ id: 's1' }, { id: 'cut-1' }],
  selected: [],
  active: null,
  firstCuts: 'own',
  map: {
    view: 'incident',
    colorMap: 'viridis',
    scale: 'linear',
    limits: null,
    percentile: null,
    zoom: null,
    contours: null
  },
  axes: { x: null, y: null, logY: false }
};
const analysis = {
  type: 'xes-analysis',
  version: 3,
  scans: [{ id: 's1', path: 'map.dat', label: 'ZnO <b>' }],
  steps: [
    {
      id: 'cut-1',
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CEE', at: 8632.3, width: 0.3 }
    }
  ],
  view
};

describe('jupyterlab-xes figure', () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);
  const read = (name: string) => readFileSync(at(name), 'utf8');

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-figure-'));
    writeFileSync(at('map.dat'), scanText);
    writeFileSync(at('a.xes.json'), JSON.stringify(analysis));
    writeFileSync(at('curve.csv'), 'energy_eV,intensity,sigma\n1,2,0.1\n2,4,0.1\n3,3,0.1\n');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function call(...words: string[]) {
    const result = { code: -1, out: '', err: '' };
    result.code = await run(['figure', ...words], {
      out: text => (result.out += text),
      err: text => (result.err += text)
    });
    return result;
  }

  it('draws what an analysis shows, in the requested size, and reports its contents', async () => {
    const words = [at('a.xes.json'), '--out', at('a.svg'), '--width', '10', '--height', '10'];
    expect(await call(...words, '--json')).toMatchObject({ code: 0, err: '' });
    const svg = read('a.svg');
    expect(svg).toMatch(/^<svg [^>]* width="283.465pt" height="283.465pt"/);
    expect(svg).toContain('Incident energy Ω (eV)');
    expect(svg).toContain('counts / monitor');
    expect(svg).toContain('>ω = 8632.30, width 0.30</text>'); // its profile
    expect(svg).toContain('<title>ZnO &lt;b&gt;, CEE 8632.3 eV</title>');
    expect(svg).toMatch(/source: .*map\.dat, \d+ bytes, sha256 [0-9a-f]{64}/);
    expect(svg).toContain('step: cut-1: cut {');
    expect(svg).toContain(made('incident'));
    // the cut over the map has the colour of its curve
    const [, color] = /<path d="[^"]*Z" fill="(#[0-9a-f]{6})" opacity="0.25"/.exec(svg) ?? [];
    expect(svg).toMatch(new RegExp(`stroke="${color}" stroke-width="1.0`));
  });

  it('leaves out cuts on request, and what is not named', async () => {
    const words = ['--show', 's1', '--no-cuts', '--no-profiles', '--out', at('b.svg')];
    expect((await call(at('a.xes.json'), ...words)).code).toBe(0);
    const svg = read('b.svg');
    expect(svg).not.toContain('opacity="0.25"');
    expect(svg).not.toContain('(counts / monitor)');
    expect(svg).not.toContain('step: cut-1');
    expect(svg).toContain('data:image/png;base64,');
  });

  it('reads no unneeded scan, and lists only its own sources', async () => {
    const scans = [...analysis.scans, { id: 's2', path: 'gone.dat' }];
    const steps = [
      { id: 'cut-1', step: 'cut', from: ['s1'], parameters: { type: 'CEE', at: 8632.3 } },
      { id: 'cut-2', step: 'cut', from: ['s2'], parameters: { type: 'CEE', at: 8632.3 } }
    ];
    writeFileSync(at('c.xes.json'), JSON.stringify({ ...analysis, scans, steps }));
    const words = [at('c.xes.json'), '--show', 'cut-1', '--out', at('h.svg')];
    expect(await call(...words)).toMatchObject({ code: 0, err: '' });
    const lines = read('h.svg').match(/^(source|step): [^,{]*/gm);
    expect(lines?.map(line => line.replace(`${folder}${path.sep}`, ''))).toEqual([
      'source: c.xes.json',
      'source: map.dat',
      'step: cut-1: cut '
    ]);
  });

  it('draws a scan with the default cuts of the viewer and their profiles, unless switched off', async () => {
    const words = (name: string, ...more: string[]) => [at('map.dat'), ...more, '--out', at(name)];
    expect((await call(...words('n.svg'))).code).toBe(0);
    expect(read('n.svg').match(/opacity="0.25"/g)).toHaveLength(2);
    expect(read('n.svg')).toContain('>ω = 8632.60, width 0.30</text>');
    expect(read('n.svg')).toContain('>Ω = 9658.60,</text>');
    expect(read('n.svg')).toContain('step: cut-2: cut {&quot;type&quot;:&quot;CEE&quot;');
    expect((await call(...words('o.svg', '--no-cuts'))).code).toBe(0);
    expect(read('o.svg')).not.toContain('opacity="0.25"');
    expect(read('o.svg')).toContain('>Ω = 9658.60,</text>');
    expect((await call(...words('p.svg', '--no-profiles'))).code).toBe(0);
    expect(read('p.svg').match(/opacity="0.25"/g)).toHaveLength(2);
    expect(read('p.svg')).not.toContain('>Ω = 9658.60,</text>');
    // those that the user removed do not return
    const removed = { ...analysis, steps: [], view: { ...view, shown: [{ id: 's1' }] } };
    writeFileSync(at('q.xes.json'), JSON.stringify(removed));
    expect((await call(at('q.xes.json'), '--out', at('q.svg'))).code).toBe(0);
    expect(read('q.svg')).not.toContain('width 0.30');
  });

  it('draws a scan over energy transfer, and a table', async () => {
    const transfer = ['--view', 'transfer', '--width', '17', '--out', at('c.svg')];
    expect((await call(at('map.dat'), ...transfer)).code).toBe(0);
    expect(read('c.svg')).toContain('Energy transfer Δ = Ω − ω (eV)');
    expect(read('c.svg')).toContain(made('transfer'));
    expect((await call(at('curve.csv'), '--out', at('d.svg'))).code).toBe(0);
    expect(read('d.svg')).toContain('Emission energy ω (eV)');
  });

  it('writes PNG of the requested resolution, and PDF, overwriting only its own files', async () => {
    const words = [at('curve.csv'), '--width', '2.54', '--height', '2.54', '--dpi', '100'];
    for (let turn = 0; turn < 2; turn++) {
      expect((await call(...words, '--out', at('e.png'))).code).toBe(0);
      expect((await call(...words, '--out', at('e.pdf'))).code).toBe(0);
    }
    const png = readFileSync(at('e.png'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([100, 100]);
    writeFileSync(at('e.pdf'), 'my own');
    expect(await call(...words, '--out', at('e.pdf'))).toMatchObject({ code: 2 });
    expect(read('e.pdf')).toBe('my own');
  });

  it('reports which letters are boxes in a PDF, and not for an SVG', async () => {
    writeFileSync(at('map-2.dat'), scanText);
    const [scan] = analysis.scans;
    const scans = [
      { ...scan, label: '中 ZnO\u2009e\u0301' },
      { id: 's2', path: 'map-2.dat' }
    ];
    writeFileSync(at('l.xes.json'), JSON.stringify({ ...analysis, scans }));
    const words = [at('l.xes.json'), '--show', 's1;s2', '--out'];
    const { code, err } = await call(...words, at('l.pdf'));
    expect([code, err]).toEqual([0, expect.stringContaining('appear as boxes: 中 Save')]);
    expect(await call(...words, at('l.svg'))).toMatchObject({ code: 0, err: '' });
  });

  it('refuses too many pixels before drawing any', async () => {
    const words = ['--width', '100', '--height', '100', '--dpi', '1200', '--json'];
    for (const out of ['m.png', 'm.svg']) {
      const { code, err } = await call(at('map.dat'), ...words, '--out', at(out));
      expect([code, JSON.parse(err)]).toMatchObject([2, { error: { code: 'figure/too-large' } }]);
    }
    expect((await call(at('curve.csv'), ...words, '--out', at('m.svg'))).code).toBe(0); // lines alone
  });

  it.each([
    [['map.dat'], 'f.gif', 'cli/usage'],
    [['a.xes.json', 'map.dat'], 'f.svg', 'cli/usage'],
    [['map.dat', '--show', 's1'], 'f.svg', 'cli/usage'],
    [['a.xes.json', '--show', 'nothing'], 'f.svg', 'cli/usage'],
    [['a.xes.json'], 'map.dat', 'cli/usage'],
    [['gone.dat'], 'f.svg', 'file/not-found']
  ])('refuses %j as %s: %s', async ([file, ...words], out, code) => {
    const others = words.map(word => (word.includes('.') ? at(word) : word));
    const { code: exit, err } = await call(at(file), ...others, '--out', at(out), '--json');
    expect([exit, (JSON.parse(err) as { error: { code: string } }).error.code]).toEqual([2, code]);
  });

  it('explains why nothing can be drawn', async () => {
    rmSync(at('map.dat'));
    const { code, err } = await call(at('a.xes.json'), '--out', at('g.svg'));
    expect(code).toBe(2);
    expect(err).toMatch(/not drawn: .*\[file\/not-found\]/);
    const empty = { ...analysis, scans: [], steps: [], view: { ...view, shown: [] } };
    writeFileSync(at('b.xes.json'), JSON.stringify(empty));
    expect((await call(at('b.xes.json'), '--out', at('g.svg'))).err).toContain('[figure/nothing]');
  });
});
