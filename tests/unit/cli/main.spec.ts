import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/main';

const rows = [
  [9658.001, 8632, 81.7, 1000, 10, 0.01, 1],
  [9658, 8632.3, 81.6, 1000, 20, 0.02, 1],
  [9658.299, 8632, 81.7, 1000, 30, 0.03, 1]
];
const scanText = [
  '# DIAMOND LIGHT SOURCE',
  '# Sample name: ZnO',
  '# command: scan bragg1WithOffset 9658.0 9658.3 0.3 XESEnergyUpper [Range1 : 8632.00, 8632.30, 0.30]',
  '# Energy\tXESEnergyUpper\tXESBraggUpper\tI1\tFF_medipix1\tFFI1_medipix1\tTime\t',
  ...rows.map(row => row.join('\t') + '\t'),
  ''
].join('\n');

describe('jupyterlab-xes', () => {
  let folder: string;
  let scan: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-cli-'));
    scan = path.join(folder, 'map.dat');
    writeFileSync(scan, scanText);
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Run a command line. @returns exit code, standard output and standard error. */
  async function call(...words: string[]) {
    const result = { code: -1, out: '', err: '' };
    result.code = await run(words, {
      out: text => (result.out += text),
      err: text => (result.err += text)
    });
    return result;
  }

  async function refusal(...words: string[]): Promise<string> {
    const { code, out, err } = await call(...words, '--json');
    expect([code, out]).toEqual([2, '']);
    const { error } = JSON.parse(err) as { error: { code: string; message: string } };
    expect(Object.keys(error)).toEqual(['code', 'message']);
    expect(error.message).toMatch(/\S+ .*[.?]$/);
    return error.code;
  }

  it('teaches with --help', async () => {
    for (const words of [[], ['--help'], ['map', '--help']]) {
      const { code, out } = await call(...words);
      expect(code).toBe(0);
      expect(out).toContain('Example:');
    }
  });

  it('inspects a scan as JSON', async () => {
    const { code, out, err } = await call('inspect', scan, '--json');
    expect([code, err]).toEqual([0, '']);
    const facts = JSON.parse(out) as Record<string, unknown>;
    expect(facts).toMatchObject({
      path: scan,
      format: 'gda-ascii',
      facility: 'Diamond I20',
      kind: 'RXES',
      channels: ['upper'],
      shape: [2, 2],
      points: { planned: 4, measured: 3 },
      incident: { min: 9658, max: 9658.299, unit: 'eV' },
      emission: { upper: { min: 8632, max: 8632.3, unit: 'eV' } },
      metadata: { sample: 'ZnO' },
      links: { missing: [] },
      warnings: [{ code: 'scan/aborted' }]
    });
  });

  it('inspects a scan for people', async () => {
    const { out } = await call('inspect', scan);
    expect(out).toContain('RXES');
    expect(out).toMatch(/^points +3 of 4 planned were measured, on a grid of 2 × 2$/m);
    expect(out).toMatch(/^incident +\d/m);
    expect(out).toMatch(/^ω upper +\d/m);
    expect(out).not.toMatch(/^\w+ +$/m);
  });

  it('describes a scan of the incident energy alone, with its one energy', async () => {
    const absorption = path.join(folder, 'foil.csv');
    writeFileSync(absorption, 'energy (eV),mu\n9650,0.1\n9660,0.6\n9670,1\n');
    const { out } = await call('inspect', absorption);
    expect(out).toMatch(/^kind +absorption spectrum \(incident energy scanned/m);
    const { out: json } = await call('inspect', absorption, '--json');
    expect(JSON.parse(json)).toMatchObject({ kind: 'HERFD-XANES', emission: { default: null } });
    expect(out).toMatch(/^column +energy.* \(3 values, 9650 to 9670 eV\)$/m);
    const plain = path.join(folder, 'plain.csv');
    writeFileSync(plain, 'emission_eV,intensity\n9650,1\n9660,6\n9670,1\n');
    expect((await call('inspect', plain)).out).toMatch(/^emission +9650\.00 to 9670\.00 eV$/m);
  });

  it('writes the measured cells of a map, empty ones left out', async () => {
    const out = path.join(folder, 'map.csv');
    expect((await call('map', scan, '--channel', 'upper', '--out', out)).code).toBe(0);
    const [header, ...rest] = readFileSync(out, 'utf8').trimEnd().split('\n');
    const lines = rest.filter(line => !line.startsWith('#'));
    expect(header).toBe('incident_eV,emission_eV,intensity,sigma');
    expect(lines).toHaveLength(3);
    const [incident, emission, intensity, sigma] = lines[0].split(',').map(Number);
    expect([incident, emission, intensity]).toEqual([9658.0005, 8632, 0.01]);
    expect(sigma).toBeCloseTo(Math.sqrt(10) / 1000, 15);
  });

  it('writes energy transfers on request', async () => {
    const out = path.join(folder, 'transfer.csv');
    await call('map', scan, '--channel=upper', '--view=transfer', `--out=${out}`);
    const [header, first] = readFileSync(out, 'utf8').split('\n');
    expect(header).toBe('incident_eV,transfer_eV,intensity,sigma');
    expect(first.split(',')[1]).toBe('1026.0005');
  });

  it('refuses with a code and a message', async () => {
    const out = path.join(folder, 'x.csv');
    expect(await refusal('inspect', path.join(folder, 'none.nxs'))).toBe('file/not-found');
    expect(await refusal('map', scan, '--channel', 'lower', '--out', out)).toBe(
      'scan/channel-missing'
    );
    expect(await refusal('map', scan, '--channel', 'upper', '--out', 'x.txt')).toBe('cli/usage');
    expect(await refusal('map', scan, '--channel', 'upper')).toBe('cli/usage');
    expect(await refusal('map', scan, '--channel', 'upper', '--out', out, '--view', 'q')).toBe(
      'cli/usage'
    );
    expect(await refusal('map', scan, '--chanel', 'upper')).toBe('cli/usage');
    expect(await refusal('constructor')).toBe('cli/usage');
    writeFileSync(scan, '');
    expect(await refusal('inspect', scan)).toBe('file/empty');
    writeFileSync(scan, 'hello');
    expect(await refusal('inspect', scan)).toBe('file/not-hdf5');
    expect(readdirSync(folder)).toEqual(['map.dat']);
  });

  it('never shows a stack trace', async () => {
    const { code, err } = await call('inspect', path.join(folder, 'none.nxs'));
    expect(code).toBe(2);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain('[file/not-found]');
  });

  it('never overwrites a scan, nor leaves half a file', async () => {
    const before = statSync(scan).mtimeMs;
    const alias = path.join(folder, 'alias.csv');
    symlinkSync(scan, alias);
    expect(await refusal('map', scan, '--channel', 'upper', '--out', alias)).toBe('cli/usage');
    expect(readFileSync(scan, 'utf8')).toBe(scanText);
    expect(statSync(scan).mtimeMs).toBe(before);
    const nowhere = path.join(folder, 'none', 'x.csv');
    expect(await refusal('map', scan, '--channel', 'upper', '--out', nowhere)).toBe(
      'file/write-failed'
    );
    expect(readdirSync(folder).sort()).toEqual(['alias.csv', 'map.dat']);
  });
});
