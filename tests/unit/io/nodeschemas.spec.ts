import fs, {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openFile } from '../../../src/io/node';
import { NodeSchemas } from '../../../src/io/nodeschemas';

const schema = (name: string, header = '# B7') => ({
  type: 'xes-facility',
  version: 1,
  name,
  text: {
    recognise: { header },
    names: ['xes', 'n'],
    channels: [{ counts: 'n', emission: { paths: 'xes', unit: 'eV' } }]
  }
});

describe('schemas next to the data', () => {
  let root: string;
  const at = (...parts: string[]) => path.join(root, ...parts);
  const put = (content: unknown, ...parts: string[]) => {
    const file = at(...parts);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const namesOf = (file: string, home = '/nowhere') =>
    new NodeSchemas([], home).of(file).map(({ from }) => path.relative(root, from));

  beforeEach(() => (root = realpathSync(mkdtempSync(path.join(tmpdir(), 'xes-beside-')))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('are found upwards, the nearest first', () => {
    put(schema('near'), 'a', 'b', 'xes-schema.json');
    put(schema('far'), 'xes-schema.json');
    expect(namesOf(at('a', 'b', 'c', 'x.dat'))).toEqual(['a/b/xes-schema.json', 'xes-schema.json']);
  });

  it.each(['home', '.git'])('not beyond a %s', boundary => {
    put(schema('far'), 'xes-schema.json');
    put(schema('own'), 'a', 'xes-schema.json');
    const file = put('', 'a', 'b', 'x.dat');
    if (boundary === '.git') {
      mkdirSync(at('a', '.git'));
    }
    expect(namesOf(file, at('a'))).toEqual(['a/xes-schema.json']);
  });

  it('in a world-writable folder, only of the files there', () => {
    put(schema('planted'), 'open', 'xes-schema.json');
    const [own, below] = [put('', 'open', 'x.dat'), put('', 'open', 'mine', 'x.dat')];
    chmodSync(at('open'), 0o1777);
    const schemas = new NodeSchemas([], '/nowhere');
    expect(schemas.of(below)).toEqual([]);
    expect(schemas.of(own)).toHaveLength(1);
    expect(schemas.of(below)).toEqual([]);
  });

  it('are searched for once for all files of a folder', () => {
    put(schema('near'), 'a', 'xes-schema.json');
    const read = jest.spyOn(fs, 'readFileSync');
    const schemas = new NodeSchemas([], '/nowhere');
    const first = schemas.of(at('a', '0.dat'));
    const calls = read.mock.calls.length;
    for (let i = 1; i < 5000; i++) {
      expect(schemas.of(at('a', `${i}.dat`))).toEqual(first);
    }
    expect(read.mock.calls.length).toBe(calls);
    read.mockRestore();
  });

  it('come before those of packages, which are in the order of their names', () => {
    const beside = put(schema('near'), 'data', 'xes-schema.json');
    const packages = ['b.json', 'a.json'].map(name => put(schema(name), 'share', name));
    put('no schema', 'share', 'readme.md');
    const found = new NodeSchemas([at('share'), at('gone')], root).of(at('data', 'x.dat'));
    expect(found.map(({ from }) => from)).toEqual([beside, packages[1], packages[0]]);
  });

  it('read a file, and state which did', async () => {
    const list = put([schema('other', '# B8'), schema('B7')], 'xes-schema.json');
    const file = put('# B7\n8638 10\n8639 20\n', 'x.dat');
    const { scan } = await openFile(file, { given: new NodeSchemas([], root).of(file) });
    expect(scan.schema).toEqual({
      name: 'B7',
      from: `${list}#/1`,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string
    });
    expect(scan.channels[0].counts).toEqual(Float64Array.of(10, 20));
  });

  it('that are wrong are named, with the scan and in the message if there is none', async () => {
    const list = put(
      [{ ...schema('wrong'), text: { ...schema('wrong').text, names: 7 } }, schema('B7')],
      'xes-schema.json'
    );
    const sentence = `Facility schema ${list}, at /0/text/names: it must be`;
    const file = put('# B7\n8638 10\n8639 20\n', 'x.dat');
    const choice = () => ({ given: new NodeSchemas([], root).of(file) });
    const { scan } = await openFile(file, choice());
    expect(scan.schema?.name).toBe('B7');
    const [warning] = scan.warnings.filter(({ code }) => code === 'schema/invalid');
    expect(warning.message).toContain(sentence);
    put('1 2 3\n4 5 6\n7 8 9\n', 'x.dat');
    await expect(openFile(file, choice())).rejects.toMatchObject({
      code: 'scan/columns-unknown',
      message: expect.stringContaining(sentence) as string
    });
  });

  it.each([
    ['no JSON', '{"type":', /it is no JSON/],
    ['too large', ' '.repeat(2 ** 20 + 1), /1048577 bytes/]
  ])('that are %s are named too', async (_, content, sentence) => {
    put(content, 'xes-schema.json');
    const file = put('energy_eV,intensity\n8638,10\n8639,20\n8640,30\n', 'x.csv');
    const { scan } = await openFile(file, { given: new NodeSchemas([], root).of(file) });
    const [warning] = scan.warnings.filter(({ code }) => code === 'schema/invalid');
    expect(warning.message).toMatch(sentence);
  });
});
