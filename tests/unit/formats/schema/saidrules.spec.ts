import { readSchema, readSchemaText, readTree } from '../../../../src/formats';
import { userMappingFirst } from '../../../../src/formats/schema/userrules';
import { axisValues } from '../../../../src/science/pointaxis';
import { FakeTree } from '../faketree';

const channels = [
  { name: 'apd', counts: 'n/counts', ratio: 'n/ratio', emission: { paths: 'xes', unit: 'eV' } }
];
const schema = readSchema({
  type: 'xes-facility',
  version: 1,
  name: 'B7',
  hdf5: { recognise: { paths: ['/s1/n'] }, entries: 's1', monitor: 'i0', channels },
  text: {
    recognise: { header: '# B7' },
    names: ['xes', 'i0', 'i1', 'n'],
    monitor: 'i0',
    channels: [{ counts: 'n', emission: { paths: 'xes', unit: 'eV' } }]
  }
});
const nodes = {
  '/s1/xes': [8638, 8639],
  '/s1/other': [9.638, 9.639],
  '/s1/i0': [10, 20],
  '/s1/i1': [100, 200],
  '/s1/n/counts': [50, 60],
  '/s1/n/ratio': [5, 3]
};

describe('a mapping of a file that a schema describes', () => {
  it('is completed by the schema', () => {
    const read = readTree(new FakeTree(nodes), { schemas: [schema], columns: { monitor: 'i1' } });
    expect(read.monitor).toEqual(Float64Array.of(100, 200));
    expect(read.channels[0].intensity).toEqual(Float64Array.of(0.5, 0.3));
    expect([...axisValues(read.channels[0].emission)]).toEqual([8638, 8639]);
    expect(read.schema?.name).toBe('B7');
  });

  it('has the energies in its own unit', () => {
    const columns = { emission: 'other', unit: 'keV' };
    const read = readTree(new FakeTree(nodes), { schemas: [schema], columns });
    expect([...axisValues(read.channels[0].emission)]).toEqual([9638, 9639]);
    expect(read.channels[0].intensity).toEqual(Float64Array.of(5, 3));
  });

  it('uses no ratio to another monitor than the given one', () => {
    const left: Partial<typeof nodes> = { ...nodes };
    delete left['/s1/n/counts'];
    const tree = new FakeTree(left);
    expect(readTree(tree, { schemas: [schema] }).channels[0].intensity).toEqual(
      Float64Array.of(5, 3)
    );
    expect(() => readTree(tree, { schemas: [schema], columns: { monitor: 'i1' } })).toThrow(
      expect.objectContaining({ code: 'scan/no-intensity' })
    );
  });

  it('stands alone if it names what is drawn', () => {
    const columns = { emission: 'xes', intensity: 'i1' };
    const read = readTree(new FakeTree(nodes), { schemas: [schema], columns });
    expect(read.schema).toBeUndefined();
    expect(read.channels[0].intensity).toEqual(Float64Array.of(100, 200));
  });

  it('may name a missing array', () => {
    const choice = { schemas: [schema], columns: { monitor: 'i7' } };
    expect(() => readTree(new FakeTree(nodes), choice)).toThrow(
      expect.objectContaining({ code: 'scan/columns-unknown' })
    );
  });

  it('refers to columns of a text by name and number', () => {
    const text = '# B7\n8638 10 100 50\n8639 20 200 60\n';
    for (const monitor of ['i1', '3']) {
      const read = readSchemaText(text, schema, { columns: { monitor } });
      expect(read.channels[0].intensity).toEqual(Float64Array.of(0.5, 0.3));
    }
    expect(() => readSchemaText(text, schema, { columns: { monitor: '9' } })).toThrow(
      expect.objectContaining({ code: 'scan/columns-unknown' })
    );
  });
});

describe('two mappings', () => {
  it.each([
    [{ counts: 'a' }, { intensity: 'b', sigma: 's', monitor: 'm' }, { counts: 'a' }],
    [{ time: 't' }, { counts: 'b', monitor: 'm' }, { counts: 'b', monitor: 'm', time: 't' }],
    [
      { monitor: 'n' },
      { intensity: 'b', sigma: 's' },
      { intensity: 'b', sigma: 's', monitor: 'n' }
    ],
    [
      { transfer: 't', emission: 'e' },
      { incident: 'i', intensity: 'b' },
      { transfer: 't', emission: 'e', intensity: 'b' }
    ]
  ])('%j before %j', (mapping, own, both) => {
    expect(userMappingFirst(mapping, own)).toEqual(both);
  });
});
