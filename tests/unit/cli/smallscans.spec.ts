import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/main';

const python = path.resolve(__dirname, '../../../.venv/bin/python');
const itMade = existsSync(python) ? it : it.skip;

describe('the command line', () => {
  let folder: string;
  const file = (name: string) => path.join(folder, name);

  beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'xes-small-'))));

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function call(...words: string[]) {
    let [out, err] = ['', ''];
    const print = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
    const code = await run(words, print);
    return { code, out, err };
  }

  it.each([
    ['an emission energy', 'emission_eV,intensity\n7000,5\n', ['emission    7000.00']],
    ['both energies', 'incident_eV,emission_eV,intensity\n7100,7000,5\n', ['incident    7100.00']]
  ])('opens a table of one point with %s as one', async (_, text, words) => {
    writeFileSync(file('one.csv'), text);
    const { code, out } = await call('inspect', file('one.csv'));
    expect([code, out]).toEqual([0, expect.stringMatching(/^kind +one point \(/m)]);
    words.forEach(word => expect(out).toContain(word));
    const made = await call('spectrum', file('one.csv'), '--out', file('out.csv'));
    expect([made.code, made.out]).toEqual([0, expect.stringContaining('1 points')]);
  });

  it.each([
    ['+01', 'h', 3],
    ['+01:00', 'h', 3],
    ['', 'h', 3],
    [' CET', '', 1]
  ])('takes the times of scans for a drift, with the zone %j', async (zone, unit, value) => {
    const rows = Array.from({ length: 9 }, (_, k) => `${7000 + k} ${100 + k * (8 - k)}`);
    ['02', '05'].forEach((hour, i) =>
      writeFileSync(
        file(`scan${i}.xdi`),
        [
          '# XDI/1.0',
          '# Column.1: energy eV',
          '# Column.2: mutrans',
          `# Scan.start_time: 2025-10-13T${hour}:11:40.869${zone}`,
          '#----',
          '# energy mutrans',
          ...rows,
          ''
        ].join('\n')
      )
    );
    const { out, err } = await call(
      'apply',
      'drift',
      file('scan0.xdi'),
      file('scan1.xdi'),
      '--columns',
      'incident=1,counts=2',
      '--json'
    );
    expect(err).toBe('');
    const { numbers } = JSON.parse(out) as { numbers: Record<string, unknown> };
    expect(numbers['scan1.time']).toEqual({ value, sigma: null, unit });
  });

  it('lists and inspects a text that only a schema next to it recognises', async () => {
    // each line begins with a different word
    const rows = [0, 1, 2, 3].map(k => `p${k};${7000 + k};${10 * k}`);
    writeFileSync(file('own.b7'), ['B7 scan', 'columns follow', ...rows, ''].join('\n'));
    expect((await call('inspect', file('own.b7'))).err).toContain('[file/not-hdf5]');
    writeFileSync(file('xes-schema.json'), '{');
    expect((await call('inspect', file('own.b7'))).err).toMatch(
      /Choose the scan itself\. Facility schema .*xes-schema\.json: it is no JSON .* \[file\/not-hdf5\]/
    );
    writeFileSync(
      file('xes-schema.json'),
      JSON.stringify({
        type: 'xes-facility',
        version: 1,
        name: 'Beamline 7',
        text: {
          recognise: { header: '^B7 scan' },
          names: ['what', 'energy', 'det'],
          separator: 'semicolon',
          after: '^columns',
          comment: '#',
          emission: { paths: 'energy', unit: 'eV' },
          channels: [{ name: 'default', counts: 'det' }]
        }
      })
    );
    const { code, out, err } = await call('inspect', file('own.b7'));
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^schema +Beamline 7 \(.*xes-schema\.json\)$/m);
    expect(out).toMatch(/^column +energy \(4 values, 7000 to 7003\)$/m);
    const wrong = await call('inspect', file('own.b7'), '--columns', 'monitor=none');
    expect(wrong.err).toContain('There is no array "none". The file has what, energy, det');
    expect(wrong.err).toMatch(/^2 +energy +4 +7000 to 7003/m); // with the listing
  });

  itMade('says of an array of yes and no that it holds no numbers', async () => {
    const script = `
import h5py, numpy as np
with h5py.File(${JSON.stringify(file('bools.h5'))}, 'w') as f:
    g = f.create_group('entry'); g.attrs['NX_class'] = 'NXentry'
    g['en'] = 7000 + np.arange(5.); g['det'] = np.arange(5.) + 1
    g['flags/good'] = np.array([True, False, True, True, False])
    g.create_dataset('colour', data=np.zeros(5, 'i1'), dtype=h5py.enum_dtype({'RED': 0}, basetype='i1'))
`;
    execFileSync(python, ['-c', script]);
    for (const name of ['good', 'colour', '/entry/flags/good']) {
      const { code, err } = await call(
        'inspect',
        file('bools.h5'),
        '--columns',
        `emission=en,intensity=${name},unit=eV`
      );
      expect(code).toBe(2);
      expect(err).toContain(
        `"${name}" holds no numbers, but texts or values that have names, such as yes and no. Entry "entry" has det, en;`
      );
    }
    expect(
      (await call('inspect', file('bools.h5'), '--columns', 'emission=en,intensity=no,unit=eV')).err
    ).toContain('There is no array "no".');
  });
});
