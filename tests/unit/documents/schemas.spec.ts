/** @jest-environment jsdom */
import type { Contents } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import {
  findFolderSchemas,
  rememberSchema,
  SchemaSources,
  type FolderSchemas
} from '../../../src/documents/schemas';
import type { GivenSchema } from '../../../src/formats/schema/types';
import { Files } from './movedfiles';

const given = (from: string): GivenSchema => ({ from, text: '{}' });

/** Sources over folders that a test sets; `looks` are those that were looked at. */
function sourcesOf(folders: Record<string, FolderSchemas | null>) {
  const files = new Files();
  const holder = (list: unknown) => {
    const changed = new Signal<unknown, void>({});
    const held = { list, changed, read: () => held.list };
    return held;
  };
  const [settings, extensions] = [holder(undefined), holder([])];
  const looks: string[] = [];
  const look = (folder: string) => {
    looks.push(folder);
    const found = folders[folder];
    return found ? Promise.resolve(found) : Promise.reject(new Error('away'));
  };
  const sources = new SchemaSources({ contents: files.contents, look, settings, extensions });
  const concerned: ((path: string) => boolean)[] = [];
  sources.changed.connect((_, concerns) => void concerned.push(concerns));
  return { sources, files, settings, extensions, looks, concerned };
}

const folder = (beside: string[], packages: string[] = []): FolderSchemas => ({
  beside: beside.map(given),
  packages: packages.map(given)
});

describe('where facility schemas come from', () => {
  it('is beside the data, the settings, packages, other extensions, in this order', async () => {
    const { sources, settings, extensions } = sourcesOf({ d: folder(['beside'], ['package']) });
    settings.list = [{ name: 'S' }];
    extensions.list = [{ name: 'E' }];
    settings.changed.emit();
    extensions.changed.emit();
    const found = await sources.of('d/x.h5');
    expect(found.map(({ from }) => from)).toEqual([
      'beside',
      'of the settings',
      'package',
      'of an extension'
    ]);
    expect(found[1].text).toBe('[{"name":"S"}]');
    sources.dispose();
  });

  it('costs one look for 5 000 scans of a folder, before and after the answer', async () => {
    const { sources, looks } = sourcesOf({ d: folder(['beside']) });
    const path = (i: number) => `d/${i}.h5`;
    const before = await Promise.all([...Array(2500).keys()].map(async i => sources.of(path(i))));
    const after = [...Array(2500).keys()].map(i => sources.of(path(i)));
    expect(looks).toEqual(['d']);
    for (const found of [...before, ...after]) {
      expect(found).toEqual([given('beside')]);
    }
    sources.dispose();
  });

  it('is asked again where the server did not answer', async () => {
    const folders: Record<string, FolderSchemas | null> = { d: null };
    const { sources } = sourcesOf(folders);
    expect(await sources.of('d/x.h5')).toEqual([]);
    folders.d = folder(['beside']);
    expect(await sources.of('d/x.h5')).toEqual([given('beside')]);
    sources.dispose();
  });

  it('is looked at again where a schema is saved, of the folders below alone', async () => {
    const folders = { a: folder([]), 'a/b': folder([]), c: folder([]) };
    const { sources, files, looks, concerned } = sourcesOf(folders);
    await Promise.all(['a/1', 'a/b/1', 'c/1'].map(async path => sources.of(path)));
    Object.assign(folders, { a: folder(['new']), 'a/b': folder(['new']) });
    const changed = new Promise<void>(resolve => sources.changed.connect(() => resolve()));
    const model = { path: 'a/xes-schema.json' } as Contents.IModel;
    files.fileChanged.emit({ type: 'save', oldValue: null, newValue: model });
    await changed;
    expect(looks.slice(3).sort()).toEqual(['a', 'a/b']);
    expect(['a/1', 'a/b/2', 'c/1'].map(path => concerned[0](path))).toEqual([true, true, false]);
    expect(sources.of('a/1')).toEqual([given('new')]);
    const other = { path: 'a/notes.json' } as Contents.IModel;
    files.fileChanged.emit({ type: 'save', oldValue: null, newValue: other });
    expect(looks).toHaveLength(5);
    sources.dispose();
  });

  it('is looked at again where a person asks for a file, which does not wait for it', async () => {
    const folders = { d: folder([]) };
    const { sources, concerned } = sourcesOf(folders);
    await sources.of('d/x.h5');
    folders.d = folder(['new']);
    const changed = new Promise<void>(resolve => sources.changed.connect(() => resolve()));
    expect(sources.of('d/x.h5', true)).toEqual([]);
    await changed;
    expect(sources.of('d/x.h5')).toEqual([given('new')]);
    expect(concerned[0]('d/x.h5')).toBe(true);
    sources.dispose();
  });

  it('says of settings that change only where their schemas do', async () => {
    const { sources, settings, concerned } = sourcesOf({ d: folder([]) });
    await sources.of('d/x.h5');
    settings.changed.emit();
    expect(concerned).toHaveLength(0);
    settings.list = [{ name: 'S' }];
    settings.changed.emit();
    expect(concerned).toHaveLength(1);
    sources.dispose();
    settings.list = [];
    settings.changed.emit();
    expect(concerned).toHaveLength(1);
  });

  it('gives a fault for what is no JSON', async () => {
    const { sources, extensions } = sourcesOf({ d: folder([]) });
    extensions.list = [1n];
    extensions.changed.emit();
    const [one] = await sources.of('d/x.h5');
    expect(one.fault).toBe('it holds what JSON can not');
    sources.dispose();
  });
});

describe('a look at a folder', () => {
  const about = (features: string[]) => () => Promise.resolve({ version: '1', features });

  it('is one request to the server extension', async () => {
    const asked: string[] = [];
    const ask = (route: string) => {
      asked.push(route);
      return Promise.resolve({ beside: [given('b'), { from: 1 }], packages: [given('p')] });
    };
    const look = findFolderSchemas(new Files().contents, { about: about(['schemas']), ask });
    expect(await look('a b/c')).toEqual({ beside: [given('b')], packages: [given('p')] });
    expect(asked).toEqual(['schemas?folder=a%20b%2Fc']);
  });

  it('asks the contents API without it', async () => {
    const files = new Files();
    files.texts.set('a/xes-schema.json', '{"near":1}');
    files.texts.set('xes-schema.json', '{"far":1}');
    const ask = () => Promise.reject(new Error('not asked'));
    const look = findFolderSchemas(files.contents, { about: about([]), ask });
    expect(await look('a/b')).toEqual({
      beside: [
        { from: 'a/xes-schema.json', text: '{"near":1}' },
        { from: 'xes-schema.json', text: '{"far":1}' }
      ],
      packages: []
    });
  });
});

describe('what a person said of a file, for all like it', () => {
  const schema = { name: 'mine' };
  const remember = (files: Files, kept: object[] = []) =>
    rememberSchema('d/x.h5', schema, {
      contents: files.contents,
      keepInSettings: one => Promise.resolve(void kept.push(one))
    });
  const at = 'd/xes-schema.json';
  const jsonOf = (files: Files) => JSON.parse(files.texts.get(at) ?? 'null') as unknown;

  it('is written beside it', async () => {
    const files = new Files();
    expect(await remember(files)).toEqual({ place: 'file', path: at });
    expect(jsonOf(files)).toEqual([schema]);
  });

  it.each([
    ['a schema', { name: 'other' }, [schema, { name: 'other' }]],
    ['a list', [{ name: 'a' }, { name: 'b' }], [schema, { name: 'a' }, { name: 'b' }]]
  ])('before %s that is there', async (_, before, after) => {
    const files = new Files();
    files.texts.set(at, JSON.stringify(before));
    await remember(files);
    expect(jsonOf(files)).toEqual(after);
    await remember(files);
    expect(files.writes).toEqual([at]); // the same twice is once
  });

  it('never in the place of what is no JSON', async () => {
    const files = new Files();
    files.texts.set(at, 'notes');
    await expect(remember(files)).rejects.toMatchObject({ code: 'schema/invalid' });
    expect(files.texts.get(at)).toBe('notes');
  });

  it('never over what changed meanwhile', async () => {
    const files = new Files();
    files.texts.set(at, '[]');
    let n = 0;
    const get = files.get.bind(files);
    files.get = async path => ({ ...(await get(path)), last_modified: `${n++}` });
    await expect(remember(files)).rejects.toMatchObject({ code: 'file/changed' });
    expect(files.writes).toEqual([]);
  });

  it.each([
    [403, 'Forbidden'],
    [500, 'Unexpected error: [Errno 30] Read-only file system']
  ])('goes to the settings where the folder is read-only (%d)', async (status, message) => {
    const files = new Files();
    const error = Object.assign(new Error(message), { response: { status } });
    files.save = () => Promise.reject(error);
    const kept: object[] = [];
    expect(await remember(files, kept)).toEqual({ place: 'settings' });
    expect(kept).toEqual([schema]);
  });

  it('fails where the server does for another reason', async () => {
    const files = new Files();
    const error = Object.assign(new Error('Disk full'), { response: { status: 500 } });
    files.save = () => Promise.reject(error);
    const kept: object[] = [];
    await expect(remember(files, kept)).rejects.toBe(error);
    expect(kept).toEqual([]);
  });
});
