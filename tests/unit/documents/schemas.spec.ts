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

const schemaFrom = (from: string): GivenSchema => ({ from, text: '{}' });

/** Sources over folders set by a test; `looks` are the checked ones. */
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
  beside: beside.map(schemaFrom),
  packages: packages.map(schemaFrom)
});

describe('sources of facility schemas', () => {
  it('are next to the data, the settings, packages, other extensions, in this order', async () => {
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

  it('cost one check for 5 000 scans of a folder, before and after the answer', async () => {
    const { sources, looks } = sourcesOf({ d: folder(['beside']) });
    const path = (i: number) => `d/${i}.h5`;
    const before = await Promise.all([...Array(2500).keys()].map(async i => sources.of(path(i))));
    const after = [...Array(2500).keys()].map(i => sources.of(path(i)));
    expect(looks).toEqual(['d']);
    for (const found of [...before, ...after]) {
      expect(found).toEqual([schemaFrom('beside')]);
    }
    sources.dispose();
  });

  it('are requested again if the server did not answer', async () => {
    const folders: Record<string, FolderSchemas | null> = { d: null };
    const { sources } = sourcesOf(folders);
    expect(await sources.of('d/x.h5')).toEqual([]);
    folders.d = folder(['beside']);
    expect(await sources.of('d/x.h5')).toEqual([schemaFrom('beside')]);
    sources.dispose();
  });

  it('are checked again if a schema is saved, for the folders below alone', async () => {
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
    expect(sources.of('a/1')).toEqual([schemaFrom('new')]);
    const other = { path: 'a/notes.json' } as Contents.IModel;
    files.fileChanged.emit({ type: 'save', oldValue: null, newValue: other });
    expect(looks).toHaveLength(5);
    sources.dispose();
  });

  it('are checked again if the user opens a file, without blocking it', async () => {
    const folders = { d: folder([]) };
    const { sources, concerned } = sourcesOf(folders);
    await sources.of('d/x.h5');
    folders.d = folder(['new']);
    const changed = new Promise<void>(resolve => sources.changed.connect(() => resolve()));
    expect(sources.of('d/x.h5', true)).toEqual([]);
    await changed;
    expect(sources.of('d/x.h5')).toEqual([schemaFrom('new')]);
    expect(concerned[0]('d/x.h5')).toBe(true);
    sources.dispose();
  });

  it('report a change of settings only if their schemas change', async () => {
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

  it('report invalid JSON as a fault', async () => {
    const { sources, extensions } = sourcesOf({ d: folder([]) });
    extensions.list = [1n];
    extensions.changed.emit();
    const [givenSchema] = await sources.of('d/x.h5');
    expect(givenSchema.fault).toBe('it holds what JSON can not');
    sources.dispose();
  });
});

describe('a check of a folder', () => {
  const about = (features: string[]) => () => Promise.resolve({ version: '1', features });

  it('is one request to the server extension', async () => {
    const requested: string[] = [];
    const ask = (route: string) => {
      requested.push(route);
      return Promise.resolve({
        beside: [schemaFrom('b'), { from: 1 }],
        packages: [schemaFrom('p')]
      });
    };
    const look = findFolderSchemas(new Files().contents, { about: about(['schemas']), ask });
    expect(await look('a b/c')).toEqual({ beside: [schemaFrom('b')], packages: [schemaFrom('p')] });
    expect(requested).toEqual(['schemas?folder=a%20b%2Fc']);
  });

  it('uses the contents API without it', async () => {
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

describe('an answer about a file, for all similar files', () => {
  const schema = { name: 'mine' };
  const remember = (files: Files, saved: object[] = []) =>
    rememberSchema('d/x.h5', schema, {
      contents: files.contents,
      keepInSettings: one => Promise.resolve(void saved.push(one))
    });
  const at = 'd/xes-schema.json';
  const jsonOf = (files: Files) => JSON.parse(files.texts.get(at) ?? 'null') as unknown;

  it('is written next to it', async () => {
    const files = new Files();
    expect(await remember(files)).toEqual({ place: 'file', path: at });
    expect(jsonOf(files)).toEqual([schema]);
  });

  it.each([
    ['a schema', { name: 'other' }, [schema, { name: 'other' }]],
    ['a list', [{ name: 'a' }, { name: 'b' }], [schema, { name: 'a' }, { name: 'b' }]]
  ])('precedes an existing %s', async (_, before, after) => {
    const files = new Files();
    files.texts.set(at, JSON.stringify(before));
    await remember(files);
    expect(jsonOf(files)).toEqual(after);
    await remember(files);
    expect(files.writes).toEqual([at]); // repeated changes count once
  });

  it('never replaces invalid JSON', async () => {
    const files = new Files();
    files.texts.set(at, 'notes');
    await expect(remember(files)).rejects.toMatchObject({ code: 'schema/invalid' });
    expect(files.texts.get(at)).toBe('notes');
  });

  it('never overwrites what changed meanwhile', async () => {
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
  ])('goes to the settings if the folder is read-only (%d)', async (status, message) => {
    const files = new Files();
    const error = Object.assign(new Error(message), { response: { status } });
    files.save = () => Promise.reject(error);
    const saved: object[] = [];
    expect(await remember(files, saved)).toEqual({ place: 'settings' });
    expect(saved).toEqual([schema]);
  });

  it('fails if the server does for another reason', async () => {
    const files = new Files();
    const error = Object.assign(new Error('Disk full'), { response: { status: 500 } });
    files.save = () => Promise.reject(error);
    const saved: object[] = [];
    await expect(remember(files, saved)).rejects.toBe(error);
    expect(saved).toEqual([]);
  });
});
