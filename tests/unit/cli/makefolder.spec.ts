import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeFolder } from '../../../src/cli/makefolder';
import { writeAll } from '../../../src/cli/output';
import { writeError } from '../../../src/cli/writeerror';

describe('a folder of results', () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'xes-makefolder-'))));

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const at = (...names: string[]) => path.join(folder, ...names);
  const refusal = (code: string) =>
    expect.objectContaining({
      code: 'file/write-failed',
      message: expect.stringContaining(`can't be written (${code})`) as string
    }) as Error;

  it('is created with its parents', () => {
    makeFolder(at('a', 'b', 'c'));
    expect(statSync(at('a', 'b', 'c')).isDirectory()).toBe(true);
  });

  it('may exist already', () => {
    makeFolder(at('a'));
    expect(() => makeFolder(at('a'))).not.toThrow();
    expect(() => makeFolder(`${at('a')}${path.sep}`)).not.toThrow();
    expect(() => makeFolder('.')).not.toThrow();
  });

  it('is refused if a file is in its place, or in that of a parent', () => {
    writeFileSync(at('file'), '');
    expect(() => makeFolder(at('file'))).toThrow(refusal('ENOTDIR'));
    expect(() => makeFolder(at('file', 'a', 'b'))).toThrow(refusal('ENOTDIR'));
  });

  it('is refused below a link that leads nowhere', () => {
    symlinkSync(at('nowhere'), at('link'));
    expect(() => makeFolder(at('link', 'a', 'b'))).toThrow(refusal('ENOTDIR'));
    expect(existsSync(at('nowhere'))).toBe(false);
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;

  onLinux('is refused at once where the system has no place for a folder', () => {
    expect(() => makeFolder('/proc/none')).toThrow(refusal('ENOENT'));
    expect(() => makeFolder('/proc/none/a/b')).toThrow(refusal('ENOENT'));
    expect(() => writeAll('/proc/none', new Map([['a/b.csv', '']]), false)).toThrow(
      refusal('ENOENT')
    );
  });

  it('reports the reason if its parent cannot be written', () => {
    writeFileSync(at('file'), '');
    const causeOf = () => {
      try {
        makeFolder(at('file', 'a'));
      } catch (cause) {
        return cause;
      }
      return null;
    };
    expect(writeError('/results', causeOf()).message).toMatch(
      /^\/results can't be written \(ENOTDIR\)/
    );
  });
});
