/** @jest-environment jsdom */
import { Signal } from '@lumino/signaling';
import { whileOpen } from '../../../src/recovery/restore/opentab';
import { restoreAll, type IRestorable } from '../../../src/recovery/restore/restoreall';
import { restoredStem } from '../../../src/recovery/restore/restoredname';
import { XESError } from '../../../src/base/errors';

/** A tab that can be closed. */
class Tab {
  isDisposed = false;
  disposed = new Signal<this, void>(this);

  close(): void {
    this.isDisposed = true;
    this.disposed.emit();
  }
}

describe('whileOpen', () => {
  it('ends with the tab, and returns the first outcome', async () => {
    const tab = new Tab();
    expect(await whileOpen(tab, 'a.nxs', Promise.resolve(1))).toBe(1);
    const never = whileOpen(tab, 'a.nxs', new Promise<never>(() => undefined));
    tab.close();
    await expect(never).rejects.toMatchObject({ code: 'command/no-viewer' });
    await expect(whileOpen(tab, 'a.nxs', Promise.resolve(1))).rejects.toThrow(/a\.nxs was closed/);
  });
});

describe('restoreAll', () => {
  const analyses = ['run/a.xes.json', 'run/b.xes.json', 'c.nxs'].map((path): IRestorable => ({
    path,
    kind: 'analysis',
    base: null,
    document: {},
    time: null
  }));

  it('continues with the others if a tab is closed, and reports which were not restored', async () => {
    const tabs = analyses.map(() => new Tab());
    const begun: string[] = [];
    const restored = restoreAll(analyses, async ({ path }) => {
      begun.push(path);
      const i = begun.length - 1;
      await whileOpen(tabs[i], path, i === 2 ? Promise.resolve() : new Promise(() => undefined));
      return path;
    });
    restored.catch(() => undefined);
    await Promise.resolve();
    tabs[0].close();
    await new Promise(resolve => setTimeout(resolve));
    tabs[1].close();
    await expect(restored).rejects.toMatchObject({
      code: 'command/no-viewer',
      message: expect.stringMatching(
        /^Not restored: a\.xes\.json, b\.xes\.json\. The tab/
      ) as string
    });
    expect(begun).toEqual(analyses.map(({ path }) => path));
  });

  it('reports the error of a single one', async () => {
    const error = new XESError('analysis/newer', 'Update it.');
    await expect(restoreAll([analyses[0]], () => Promise.reject(error))).rejects.toBe(error);
    expect(await restoreAll(analyses, restorable => Promise.resolve(restorable.path))).toHaveLength(
      3
    );
  });
});

describe('restoredStem', () => {
  it.each([
    ['scan', 'run/a.nxs', 'a-restored'],
    ['scan', 'run/a.nxs.h5', 'a.nxs-restored'],
    ['scan', 'run/a.xes.dat', 'a.xes-restored'],
    ['analysis', 'run/a.xes.json', 'a-restored'],
    ['analysis', 'run/A.nxs.XES.JSON', 'A.nxs-restored']
  ] as const)('names the copy of a %s at %s', (kind, path, stem) => {
    expect(restoredStem(kind, path)).toBe(stem);
  });

  it('refuses an analysis at the path of a scan', () => {
    expect(() => restoredStem('analysis', 'run/a.nxs')).toThrow(
      expect.objectContaining({ code: 'analysis/invalid' })
    );
  });
});
