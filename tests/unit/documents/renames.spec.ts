/** @jest-environment jsdom */
import fc from 'fast-check';
import { resolveFrom } from '../../../src/documents/paths';
import { documentOf } from '../model/support';
import { settle } from '../plots/fakeplotly';
import { Files } from './movedfiles';
import { Opened } from './opened';

/** An analysis as text, its keys in another order than ours, to be preserved. */
function textOf(names: string[]): string {
  const { scans, ...others } = documentOf(names);
  return JSON.stringify({ scans, ...others });
}

async function opened(path: string, names: string[]): Promise<Opened> {
  const files = new Files();
  files.texts.set(path, textOf(names));
  names.forEach(name => files.texts.set(resolveFrom(files.contents, path, name), name));
  return new Opened(files, path).open();
}

describe('an open analysis without unsaved work', () => {
  it.each([
    ['its folder', [['ren', 'ren2']]],
    ['a folder above', [['top/ren', 'ren']]],
    [
      'analysis, then scan',
      [
        ['ren/a.xes.json', 'to/a.xes.json'],
        ['ren/kb.nxs', 'to/kb.nxs']
      ]
    ],
    [
      'scan, then analysis',
      [
        ['ren/kb.nxs', 'to/kb.nxs'],
        ['ren/a.xes.json', 'to/a.xes.json']
      ]
    ],
    [
      'there and back',
      [
        ['ren/kb.nxs', 'to/kb.nxs'],
        ['to/kb.nxs', 'ren/kb.nxs']
      ]
    ],
    [
      'a name of special characters',
      [
        ['ren', 'run (2)+[x]'],
        ['run (2)+[x]', "$&$1$'"],
        ["$&$1$'", 'ren2']
      ]
    ]
  ])('is unchanged while files move together: %s', async (_, moves) => {
    const folder = moves[0][0].startsWith('top') ? 'top/ren' : 'ren';
    const one = await opened(`${folder}/a.xes.json`, ['./kb.nxs']);
    const before = one.context.model.toString();
    for (const [from, to] of moves) {
      one.files.rename(from, to);
      const { memory } = one.meant;
      expect(memory.map(path => one.files.texts.get(path))).toEqual(['./kb.nxs']);
    }
    expect(one.names).toEqual(['./kb.nxs']);
    expect(one.context.model.dirty).toBe(false);
    expect(one.files.writes).toEqual([]);
    await one.context.save();
    await settle();
    expect(one.meant.file).toEqual(one.meant.memory);
    expect(one.text).toBe(before); // not even reformatted
    expect([one.context.model.dirty, one.binding.isStale]).toEqual([false, false]);
    one.dispose();
  });

  it('reports its file as stale while it names a scan wrongly, until saved by hand', async () => {
    const one = await opened('a.xes.json', ['kb.nxs']);
    one.files.rename('kb.nxs', 'ka.nxs');
    expect([one.binding.isStale, one.context.model.dirty]).toEqual([true, false]);
    one.files.rename('ka.nxs', 'kb.nxs');
    expect(one.binding.isStale).toBe(false);
    one.files.rename('a.xes.json', 'sub/a.xes.json');
    expect([one.binding.isStale, one.names]).toEqual([true, ['../kb.nxs']]);
    expect(one.files.writes).toEqual([]);
    await one.context.save();
    await settle();
    expect([one.binding.isStale, one.context.model.dirty]).toEqual([false, false]);
    expect(one.meant.file).toEqual(['kb.nxs']);
    one.dispose();
  });

  it('reads an earlier text that returns as it was meant', async () => {
    const one = await opened('a.xes.json', ['kb.nxs']);
    const before = one.context.model.toString();
    one.edit();
    one.binding.flush();
    one.files.rename('kb.nxs', 'sub/ka.nxs');
    one.files.rename('a.xes.json', 'b/a.xes.json');
    one.context.model.sharedModel.setSource(before);
    expect(one.model.cuts).toEqual([]);
    expect(one.names).toEqual(['../sub/ka.nxs']);
    one.dispose();
  });

  it('preserves a name that leads out of the server', async () => {
    const one = await opened('x/a.xes.json', ['../../../kb.nxs', 'b.nxs']);
    one.files.rename('x', 'y/z');
    one.files.rename('y/z/a.xes.json', 'a.xes.json');
    expect(one.names).toEqual(['../../../kb.nxs', 'y/z/b.nxs']);
    one.dispose();
  });
});

describe('an analysis that is renamed while it is saved', () => {
  it('waits to be saved again, under its new path', async () => {
    const one = await opened('a.xes.json', ['kb.nxs']);
    one.edit();
    const saved = one.context.save();
    await Promise.resolve();
    one.files.rename('a.xes.json', 'sub/a.xes.json');
    await saved;
    expect(one.context.model.dirty).toBe(true);
    expect(one.meant.memory).toEqual(['kb.nxs']);
    one.dispose();
  });
});

const folders = ['', 'a', 'b', 'a/b', 'run (2)', 'a+b', 'b/$&'];
const leaves = ['x', 'y', 'z (1)'];

/** Renames by numbers: which file or folder, to which folder, under which name; edits and saves. */
const action = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('move' as const),
      n: fc.nat(),
      m: fc.nat(),
      k: fc.nat()
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constantFrom('edit' as const, 'save' as const), n: fc.nat() })
  }
);

/** What a user could choose in the file browser: each file, and each folder with files. */
function choices(files: Files): string[] {
  const all = new Set<string>();
  for (const path of files.texts.keys()) {
    const parts = path.split('/');
    parts.forEach((_, i) => all.add(parts.slice(0, i + 1).join('/')));
  }
  return [...all].sort();
}

function move(files: Files, n: number, m: number, k: number): void {
  const all = choices(files);
  const from = all[n % all.length];
  const folder = folders[m % folders.length];
  const ending = /(\.xes\.json|\.nxs)$/.exec(from)?.[0] ?? '';
  const to = (folder ? `${folder}/` : '') + leaves[k % leaves.length] + ending;
  const isFree = !all.includes(to) && !to.startsWith(`${from}/`);
  const isFileAbove = all.some(path => files.texts.has(path) && to.startsWith(`${path}/`));
  if (isFree && !isFileAbove) {
    files.rename(from, to);
  }
}

it('after renames in any order, paths lead to the same scans, and no save is requested', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 25 }), async actions => {
      const files = new Files();
      const scans = ['a/s1.nxs', 'a/b/s2.nxs', 's3.nxs'];
      scans.forEach(path => files.texts.set(path, path));
      files.texts.set('a/one.xes.json', textOf(['s1.nxs', 'b/s2.nxs', '../s3.nxs']));
      files.texts.set('b/three.xes.json', textOf(['../s3.nxs']));
      files.texts.set('two.xes.json', textOf(['a/b/s2.nxs', 's3.nxs']));
      const one = await new Opened(files, 'a/one.xes.json').open();
      const two = await new Opened(files, 'two.xes.json').open();
      const three = await new Opened(files, 'b/three.xes.json').open();
      const documents = [
        { it: one, means: scans, isEdited: false },
        { it: two, means: scans.slice(1), isEdited: false },
        { it: three, means: scans.slice(2), isEdited: false }
      ];
      for (const step of actions) {
        const document = documents[step.n % 3];
        if (step.what === 'move') {
          move(files, step.n, step.m, step.k);
        } else if (step.what === 'edit') {
          document.it.edit();
          document.isEdited = true;
        } else if (document.isEdited) {
          await document.it.context.save();
          await settle();
          document.isEdited = false;
        }
        for (const { it: open, means, isEdited } of documents) {
          expect(files.texts.has(open.context.path)).toBe(true);
          const { memory, file } = open.meant;
          expect(memory.map(path => files.texts.get(path))).toEqual(means);
          expect(open.model.scans.map(({ path }) => path)).toEqual(memory);
          expect(open.context.model.dirty).toBe(isEdited);
          const isRight = JSON.stringify(file) === JSON.stringify(memory);
          expect(open.binding.isStale).toBe(!isEdited && !isRight);
        }
      }
      for (const { it: open } of documents) {
        await open.context.save();
        await settle();
        expect(open.meant.file).toEqual(open.meant.memory);
        expect(open.binding.isStale).toBe(false);
        open.dispose();
      }
    }),
    { numRuns: 60 }
  );
});
