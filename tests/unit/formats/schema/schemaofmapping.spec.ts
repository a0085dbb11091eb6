import {
  listingOfText,
  listingOfTree,
  readSchema,
  readSchemaText,
  readTableScan,
  readTree,
  schemaOfMapping,
  schemaOfText,
  type Scan
} from '../../../../src/formats';
import type { ScanMapping } from '../../../../src/formats/mapping/types';
import { axisValues } from '../../../../src/science/pointaxis';
import { FakeTree, type FakeNode } from '../faketree';

/** What a user sees of a scan. */
const numbersOf = ({ kind, incident, channels, monitor }: Scan) => ({
  kind,
  incident: incident && [...axisValues(incident)],
  monitor,
  channels: channels.map(({ name, emission, intensity, sigma, counts }) => [
    name,
    [...axisValues(emission)],
    intensity,
    sigma,
    counts
  ])
});

const scanNodes = (entry: string, shift: number): Record<string, FakeNode> => ({
  [`/${entry}/motors/analyser`]: [8.638, 8.639, 8.64].map(e => e + shift),
  [`/${entry}/counters/i0`]: [1000, 2000, 4000],
  [`/${entry}/counters/apd`]: [10, 0, 40 + shift * 1000],
  [`/${entry}/counters/other`]: [1, 2, 3]
});

describe('a schema from a mapping of an HDF5 file', () => {
  const columns: ScanMapping = {
    emission: 'analyser',
    counts: 'apd',
    monitor: 'i0',
    unit: 'keV'
  };
  const tree = new FakeTree(scanNodes('scan_0042', 0));
  const json = schemaOfMapping(listingOfTree(tree), columns, { fileName: 'a.h5' });
  const schemas = [readSchema(json, 'd/xes-schema.json')];

  it('reads it, and a similar one, as the mapping would', () => {
    const other = new FakeTree(scanNodes('scan_0107', 0.001));
    for (const one of [tree, other]) {
      const mapped = readTree(one, { columns });
      const read = readTree(one, { schemas });
      expect(numbersOf(read)).toEqual(numbersOf(mapped));
      expect(read.schema).toEqual({ name: 'Files like a.h5', from: 'd/xes-schema.json' });
      expect(read.facility).toBe('Files like a.h5');
    }
    expect(numbersOf(readTree(other, { schemas })).channels[0][1]).not.toEqual(
      numbersOf(readTree(tree, { schemas })).channels[0][1]
    );
  });

  it('recognises no file that lacks one of the arrays', () => {
    const nodes = scanNodes('scan_0001', 0);
    delete nodes['/scan_0001/counters/i0'];
    expect(() => readTree(new FakeTree(nodes), { schemas })).toThrow(
      expect.objectContaining({ code: 'scan/columns-unknown' })
    );
  });

  it('uses the first of several entries that has them all, and reports it', () => {
    const nodes = {
      '/scan_1/counters/apd': [1, 2],
      ...scanNodes('scan_2', 0),
      ...scanNodes('scan_3', 0.001)
    };
    const read = readTree(new FakeTree(nodes), { schemas });
    expect(read.entry).toBe('scan_2');
    expect(read.warnings.map(({ code }) => code)).toContain('nexus/several-entries');
    expect(readTree(new FakeTree(nodes), { schemas, entry: 'scan_3' }).entry).toBe('scan_3');
  });

  it('works for arrays at the root of a file too', () => {
    const flat = new FakeTree({ '/e': [1, 2, 3], '/y': [4, 5, 6] });
    const mapped: ScanMapping = { emission: 'e', intensity: 'y', unit: 'keV' };
    const own = readSchema(schemaOfMapping(listingOfTree(flat), mapped, { fileName: 'flat.h5' }));
    const expected = numbersOf(readTree(flat, { columns: mapped }));
    expect(numbersOf(readTree(flat, { schemas: [own] }))).toEqual(expected);
  });

  it('is overridden by a mapping of one file', () => {
    const read = readTree(tree, { schemas, columns: { counts: 'other' } });
    expect(read.channels[0].counts).toEqual(Float64Array.of(1, 2, 3));
    expect(read.monitor).toBeNull(); // naming the counts defines everything
    expect(read.schema?.name).toBe('Files like a.h5');
  });
});

describe('a schema from a mapping of a text', () => {
  const named = (shift: number) =>
    `# mono;det.1;i0 (A)\n${[8638, 8639, 8640].map((e, i) => `${e + shift};${10 * i};${1000 + i}`).join('\n')}\n`;
  const bare = (shift: number) =>
    [8638, 8639, 8640].map((e, i) => `${e + shift} ${10 * i} ${1000 + i}`).join('\n') + '\n';

  const schemaFor = (text: string, columns: ScanMapping, fileName: string) => {
    const listing = listingOfText(text)?.(text);
    return readSchema(schemaOfMapping(listing!, columns, { fileName, head: text }));
  };

  it('recognises it by the names of its columns', () => {
    const columns: ScanMapping = { emission: 'mono', counts: 'det.1', monitor: '3' };
    const schema = schemaFor(named(0), columns, 'run7.txt');
    expect(schema.mapping?.recognise.header).not.toBeNull();
    for (const text of [named(0), named(0.5)]) {
      expect(schemaOfText(text, [schema], 'any.csv')).toBe(schema);
      const expected = numbersOf(readTableScan(text, { columns }));
      expect(numbersOf(readSchemaText(text, schema))).toEqual(expected);
    }
    expect(schemaOfText(named(0).replace('det.1', 'detX1'), [schema], 'run7.txt')).toBeNull();
  });

  it('without names by its own, with other numbers', () => {
    const columns: ScanMapping = { emission: '1', counts: '2', monitor: '3' };
    const schema = schemaFor(bare(0), columns, 'run.7.txt');
    for (const text of [bare(0), bare(0.5)]) {
      expect(schemaOfText(text, [schema], 'run.108.txt')).toBe(schema);
      const expected = numbersOf(readTableScan(text, { columns }));
      expect(numbersOf(readSchemaText(text, schema))).toEqual(expected);
    }
    expect(schemaOfText(bare(0), [schema], 'other.7.txt')).toBeNull();
    expect(schemaOfText(bare(0), [schema], 'runs7.txt')).toBeNull();
    expect(schemaOfText(bare(0), [schema])).toBeNull();
  });
});
