import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { replaceIn } from '../../../src/cli/replace';
import { isSummary, summaryCsv } from '../../../src/cli/summary';

describe('the files of a folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-replace-'));
    ['a.csv', 'b.csv', 'result.json'].forEach(name => write(name, `old ${name}`));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const contents = () =>
    Object.fromEntries(
      readdirSync(folder).map(name => [name, readFileSync(path.join(folder, name), 'utf8')])
    );
  const files = new Map([
    ['result.json', 'new'],
    ['a.csv', 'new'],
    ['c.csv', 'new']
  ]);
  const failure = expect.objectContaining({ code: 'file/write-failed' }) as Error;

  it('are replaced by new ones', () => {
    replaceIn(folder, files, ['a.csv', 'b.csv', 'result.json']);
    expect(contents()).toEqual({ 'a.csv': 'new', 'c.csv': 'new', 'result.json': 'new' });
  });

  it('are all restored if one of the new ones finds its path taken', () => {
    write('c.csv', 'somebody was quicker');
    const before = contents();
    expect(() => replaceIn(folder, files, ['a.csv', 'b.csv', 'result.json'])).toThrow(failure);
    expect(contents()).toEqual(before);
  });

  it('are all restored if one of them cannot be moved aside', () => {
    const before = contents();
    expect(() => replaceIn(folder, files, ['a.csv', 'none.csv'])).toThrow(failure);
    expect(contents()).toEqual(before);
  });

  it('stay if a new one cannot be written', () => {
    const before = contents();
    const wrong = new Map([...files, ['d', 'new'], ['d/e.csv', 'new']]);
    expect(() => replaceIn(folder, wrong, ['a.csv', 'result.json'])).toThrow(failure);
    expect(contents()).toEqual(before);
  });

  it('may be in folders, which are replaced with them', () => {
    const deep = new Map([['d/e/f.csv', 'new'], ...files]);
    replaceIn(folder, deep, ['a.csv', 'b.csv', 'result.json']);
    expect(read('d/e/f.csv')).toBe('new');
    write('d/g', 'somebody was quicker');
    const next = new Map([
      ['h/i.csv', 'new'],
      ['d/g', 'new']
    ]);
    expect(() => replaceIn(folder, next, ['d/e/f.csv', 'a.csv'])).toThrow(failure);
    expect(read('d/e/f.csv')).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['a.csv', 'c.csv', 'd', 'result.json']);
    rmSync(path.join(folder, 'd/g'));
    replaceIn(folder, files, ['d/e/f.csv', 'a.csv', 'c.csv', 'result.json']);
    expect(contents()).toEqual(Object.fromEntries(files));
  });
});

describe('a summary', () => {
  const outcome = {
    file: 'a.nxs',
    folder: 'a',
    status: 'done' as const,
    failures: [],
    numbers: {
      'n.m1': { value: 1, sigma: 2, unit: 'eV' },
      'n."a", b': { value: 1, sigma: null, unit: '' }
    },
    warnings: 0
  };

  it('is recognised by its columns', () => {
    expect(isSummary(summaryCsv([]))).toBe(true);
    expect(isSummary(summaryCsv([outcome]))).toBe(true);
    const failures = [{ step: 'a', code: 'spectrum/too-few', message: 'Too few:\n"x", y.' }];
    const numbers = { x: { value: -1e-7, sigma: NaN, unit: '' } };
    const failed = { ...outcome, status: 'failed' as const, failures, numbers };
    const text = summaryCsv([outcome, failed, { ...failed, file: '=a,b.nxs' }]);
    expect(isSummary(text)).toBe(true);
    expect(isSummary(text.replaceAll('\n', '\r\n'))).toBe(true);
  });

  it.each([
    [',done,', ',done (bad sample),'],
    [',1,2,', ',1,2?,'],
    [',done,0,,', ',done,0,look again,'],
    ['a.nxs,a', 'a.nxs,a,b'],
    [/$/, 'the second is the better one\n']
  ])('with a user’s note in it is not recognised: %s', (from, to) => {
    const text = summaryCsv([outcome]);
    expect(text.replace(from, to)).not.toBe(text);
    expect(isSummary(text.replace(from, to))).toBe(false);
  });

  it.each([
    'file,folder,status\n',
    'file,folder,status,warnings,code,message,remark\n',
    'file,folder,status,warnings,code,message,a,b\n',
    'file,folder,status,warnings,code,messages\n',
    ''
  ])('is not "%s"', text => {
    expect(isSummary(text)).toBe(false);
  });
});
