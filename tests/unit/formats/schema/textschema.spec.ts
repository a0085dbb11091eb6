import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { XESError } from '../../../../src/base/errors';
import { readSchema, readSchemaText, schemaOfText, type Scan } from '../../../../src/formats';
import { pointValues } from '../../../../src/science';

/** A facility that writes names in a line, then numbers. */
const schemaWith = (rules: Record<string, unknown> = {}) =>
  readSchema({
    type: 'xes-facility',
    version: 1,
    name: 'Texts',
    text: {
      recognise: { header: '^BEAM 7' },
      names: { pattern: '^names: (.*)$', separator: 'comma' },
      incident: { paths: 'mono', unit: 'keV' },
      emission: { paths: ['analyser', 'analyzer'], unit: 'eV' },
      monitor: 'i0',
      channels: [{ name: 'apd', counts: 'apd' }],
      metadata: { title: { pattern: 'Title = (.*)' } },
      ...rules
    }
  });

const lines = [
  'BEAM 7',
  'Title = a scan',
  '1 2 3',
  'names: mono, analyser, i0, apd',
  '9.9 8638 1000 10',
  '9.9 8639 2000 0',
  '9.9 8640 4000 100'
];

const read = (text: readonly string[], schema = schemaWith()): Scan =>
  readSchemaText(text.join('\n'), schema);

function errorOf(text: readonly string[], schema = schemaWith()): XESError {
  try {
    read(text, schema);
  } catch (error) {
    return error as XESError;
  }
  throw new Error('it opens');
}

describe('a text file', () => {
  it('is read by the schema that its header matches', () => {
    const other = schemaWith({ recognise: { header: '^BEAM 8' } });
    const named = schemaWith({ recognise: { name: '\\.b7$' } });
    expect(schemaOfText(lines.join('\n'), [other, schemaWith()])?.name).toBe('Texts');
    expect(schemaOfText('BEAM 9', [other, schemaWith()])).toBeNull();
    expect(schemaOfText('BEAM 9', [named], 'x.b7')).toBe(named);
    expect(schemaOfText('BEAM 9', [named])).toBeNull();
    const scan = read(lines);
    expect(scan).toMatchObject({
      format: 'csv',
      facility: 'Texts',
      kind: 'XES',
      points: { planned: 3, measured: 3 },
      metadata: { title: 'a scan' },
      warnings: []
    });
    expect([...pointValues(scan.channels[0].emission)]).toEqual([8638, 8639, 8640]);
    expect([...pointValues(scan.incident!)]).toEqual([9900, 9900, 9900]);
    expect([...scan.channels[0].intensity]).toEqual([0.01, 0, 0.025]);
  });

  it('has rows in which all cells are numbers, as many as names', () => {
    const more = [...lines.slice(0, 5), 'a pause', ...lines.slice(5), '9.9 8641'];
    expect(read(more).points.measured).toBe(3);
  });

  it('begins after a line given by the schema', () => {
    const early = [...lines.slice(0, 2), '1 1 1 1', ...lines.slice(3)];
    expect(read(early).points.measured).toBe(4);
    expect(read(early, schemaWith({ after: '^names:' })).points.measured).toBe(3);
  });

  it('may number its columns, in any order', () => {
    const numbered = schemaWith({ names: { pattern: '(\\d)=(\\w+)', take: 'all' } });
    const text = ['BEAM 7', 'columns 2=analyser 4=apd', 'columns 1=mono 3=i0', ...lines.slice(4)];
    expect([...read(text, numbered).channels[0].counts!]).toEqual([10, 0, 100]);
  });

  it('may have no names, if the schema has those of all columns', () => {
    const listed = schemaWith({ names: ['mono', 'analyser', 'i0', 'apd'] });
    expect([...read(lines, listed).channels[0].counts!]).toEqual([10, 0, 100]);
  });

  it('may have angles instead of energies, and the plane spacing in its header', () => {
    const angles = [70, 71, 72];
    const text = ['BEAM 7', 'd = 1.5', 'names: angle, apd', ...angles.map(angle => `${angle} 5`)];
    const schema = schemaWith({
      incident: { paths: 'angle', spacing: { pattern: 'd = ([\\d.]+)' } }
    });
    const expected = angles.map(
      angle => 12398.419843320026 / (2 * 1.5 * Math.sin((angle * Math.PI) / 180))
    );
    [...pointValues(read(text, schema).incident!)].forEach((energy, i) =>
      expect(energy).toBeCloseTo(expected[i], 9)
    );
    const without = errorOf(
      text.filter(line => !line.startsWith('d =')),
      schema
    );
    expect([without.code, without.message]).toEqual([
      'scan/no-energy',
      expect.stringContaining('/text/incident/spacing')
    ]);
  });

  it('reports what was searched for, line by line of the schema', () => {
    const names = errorOf(lines.filter(line => !line.startsWith('names')));
    expect([names.code, names.message]).toEqual([
      'scan/unknown-format',
      expect.stringContaining('(/text/names)')
    ]);
    const energy = errorOf(lines.map(line => line.replace('mono, analyser', 'a, b')));
    expect([energy.code, energy.message]).toEqual([
      'scan/no-energy',
      expect.stringContaining(
        'Looked for mono (/text/incident); analyser or analyzer (/text/emission)'
      )
    ]);
    const values = errorOf(lines.map(line => line.replace('apd', 'sdd')));
    expect([values.code, values.message]).toEqual([
      'scan/no-intensity',
      expect.stringContaining('Looked for apd (/text/channels/0/counts)')
    ]);
    const none = errorOf(lines.slice(0, 4));
    expect(none.code).toBe('scan/no-energy');
  });
});

const folder = path.resolve(__dirname, '../../../../../shared/data/public');
const describePublic = existsSync(folder) ? describe : describe.skip;

describePublic('public files of facilities (skipped where they are not at hand)', () => {
  const made = (facility: string, file: string): Scan => {
    const json: unknown = JSON.parse(
      readFileSync(path.join(__dirname, '../fixtures/facilities', `${facility}.json`), 'utf8')
    );
    const schema = readSchema(json);
    const text = readFileSync(path.join(folder, file), 'latin1').replace(/\r\n?/g, '\n');
    expect(schemaOfText(text, [schema])).toBe(schema);
    return readSchemaText(text, schema);
  };
  const ends = (scan: Scan) => {
    const energies = pointValues(scan.incident!);
    return [energies[0], energies[energies.length - 1]];
  };

  it('SSRL: names below one another, transmission', () => {
    const scan = made('ssrl', 'SSRL1_2006.dat');
    expect([scan.kind, scan.points.measured, scan.warnings]).toEqual(['HERFD-XANES', 455, []]);
    expect(ends(scan)[0]).toBe(25284.998);
    expect(scan.channels[0].name).toBe('transmission');
    expect(scan.channels[0].intensity[0]).toBeCloseTo(Math.log(147360.797 / 131905.5), 12);
  });

  it('APS: a numbered list of names, in one column or two', () => {
    const bm = made('aps', 'APS9BM_2019.dat');
    expect([bm.points.measured, bm.channels.map(({ name }) => name)]).toEqual([
      442,
      ['fluorescence', 'transmission']
    ]);
    expect(ends(bm)[0]).toBe(6287.67102626);
    const id = made('aps', 'calib.0001');
    expect(id.channels.map(({ name }) => name)).toEqual([
      'MCA::CoKa',
      'MCA::Total',
      'MCA:CoKa_Sum',
      'transmission'
    ]);
    expect(ends(id)[0]).toBe(7604.99256633);
    expect(id.monitor?.[0]).toBe(586567);
    expect(id.metadata.title).toBe('XANES scan on powdered LSCO');
  });

  it('Photon Factory: angles, whose energies are those planned in its header', () => {
    const scan = made('photonfactory', 'PF9A_2022.dat');
    expect(scan.points.measured).toBe(1426);
    expect(Math.abs(ends(scan)[0] - 6606.2)).toBeLessThan(0.05);
    expect(scan.channels[0].intensity[0]).toBe(14016 / 1792467);
    expect(scan.metadata).toMatchObject({ title: 'Fe010', mode: 'Fluorescence' });
  });

  it('DESY: the ratio of two chambers equals the one in the file', () => {
    const scan = made('petra', 'Cu_rt1.fio');
    expect(scan.points.measured).toBe(848);
    expect(ends(scan)[0]).toBe(8800.922);
    expect(scan.channels[0].intensity[0]).toBeCloseTo(-0.5827292, 6);
  });
});
