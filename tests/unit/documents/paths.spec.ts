/** @jest-environment jsdom */
import type { Contents, ServerConnection } from '@jupyterlab/services';
import fc from 'fast-check';
import { movedText } from '../../../src/documents/analysissave';
import { checkInside } from '../../../src/documents/inside';
import { nameOfAdded, relativeTo, resolveFrom } from '../../../src/documents/paths';
import { versionOf } from '../../../src/documents/fileversion';
import { readTarget } from '../../../src/documents/target';
import { readDocument, writeDocument } from '../../../src/analysis/document/index';
import { documentOf } from '../model/support';

const requested: string[] = [];
const contents = {
  localPath: (path: string) => path.replace(/^RTC:/, ''),
  driveName: (path: string) => (path.startsWith('RTC:') ? 'RTC' : ''),
  get: (path: string) => {
    requested.push(path);
    return Promise.resolve({ size: 1, last_modified: 'a', created: 'b' });
  }
} as unknown as Contents.IManager;
const settings = { baseUrl: 'http://h/user/ann/', token: 't' } as ServerConnection.ISettings;

const outside = ['', '..', '../logout', '../../hub/logout', 'a/../../b', './a', 'a\\..\\b'];

describe('paths that lead out of the server', () => {
  it.each(outside)('%j is refused before any request', async path => {
    const refused = expect.objectContaining({ code: 'file/outside' }) as Error;
    expect(() => checkInside(path)).toThrow(refused);
    expect(() => readTarget(contents, settings, path)).toThrow(refused);
    await expect(versionOf(contents, path)).rejects.toEqual(refused);
    expect(requested).toEqual([]);
  });

  it('no name in an analysis resolves to an address outside /files/', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', '%2e%2e', 'a', '/'), fc.string());
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), parts => {
        let url: string;
        try {
          url = readTarget(
            contents,
            settings,
            resolveFrom(contents, 'x/a.xes.json', parts.join('/'))
          ).url;
        } catch (error) {
          expect((error as { code: string }).code).toBe('file/outside');
          return;
        }
        expect(new URL(url).href.startsWith('http://h/user/ann/files/')).toBe(true);
      })
    );
  });
});

describe('a scan that is added to an analysis', () => {
  const drives = {
    localPath: (path: string) => path.replace(/^\w+:/, ''),
    driveName: (path: string) => (/^(\w+):/.exec(path) ?? ['', ''])[1]
  };

  it.each([
    ['x/a.xes.json', 'scan.nxs', '../scan.nxs'],
    ['RTC:x/a.xes.json', 'x/scan.nxs', 'scan.nxs'],
    ['x/a.xes.json', 'RTC:x/scan.nxs', 'scan.nxs'],
    ['GitHub:a.xes.json', 'GitHub:scan.nxs', 'scan.nxs']
  ])('%s names %s %s', (analysis, path, name) => {
    expect(nameOfAdded(drives, analysis, path)).toBe(name);
  });

  it.each([
    ['a.xes.json', 'GitHub:a.nxs'],
    ['RTC:a.xes.json', 'GitHub:a.nxs'],
    ['GitHub:a.xes.json', 'a.nxs']
  ])('%s refuses %s, of another drive', (analysis, path) => {
    const refused = { code: 'file/outside', message: expect.stringContaining(path) as string };
    expect(() => nameOfAdded(drives, analysis, path)).toThrow(
      expect.objectContaining(refused) as Error
    );
  });
});

describe('a moved analysis', () => {
  it.each([
    ['a.xes.json', 'sub/b.xes.json', 'scan.nxs', '../scan.nxs'],
    ['one/a.xes.json', 'two/b.xes.json', 'scan.nxs', '../one/scan.nxs'],
    ['one/a.xes.json', 'b.xes.json', '../scan.nxs', 'scan.nxs'],
    ['RTC:one/a.xes.json', 'RTC:b.xes.json', 'scan.nxs', 'one/scan.nxs']
  ])('%s → %s: %s is %s', (from, to, before, after) => {
    const text = writeDocument(documentOf([before]));
    const moved = readDocument(movedText(contents, text, from, to));
    expect(moved.scans).toEqual([{ id: 's1', path: after }]);
    expect(resolveFrom(contents, to, after)).toBe(resolveFrom(contents, from, before));
    expect(relativeTo(contents, to, resolveFrom(contents, from, before))).toBe(after);
  });

  it('that cannot be read is left unchanged', () => {
    expect(movedText(contents, '{ broken', 'a.xes.json', 'b/a.xes.json')).toBe('{ broken');
  });
});
