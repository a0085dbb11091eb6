/** @jest-environment jsdom */
import type { Contents } from '@jupyterlab/services';
import { ScanWatch } from '../../../src/documents/scanwatch';

/** A server with one stamp for every file without its own; null if it does not answer. */
function setup() {
  const state = {
    size: 1 as number | null,
    path: 'a' as string | null,
    isVisible: true,
    isRunning: false,
    isBusy: false,
    others: [] as string[],
    linked: [] as { path: string; version: string | null }[],
    absent: [] as string[]
  };
  const files: Record<string, number> = {};
  const get = jest.fn(async (path: string) => {
    if (state.size === null) {
      throw new Error('404');
    }
    return {
      size: files[path] ?? state.size,
      last_modified: 'm',
      created: 'c',
      content: [] as { name: string }[]
    };
  });
  const watch = new ScanWatch({
    get,
    localPath: (path: string) => path
  } as unknown as Contents.IManager);
  const changed = jest.fn();
  const one = watch.watch({
    path: () => state.path,
    others: () => state.others,
    linked: () => state.linked,
    absent: () => state.absent,
    isVisible: () => state.isVisible,
    isRunning: () => state.isRunning,
    isBusy: () => state.isBusy,
    changed
  });
  return { state, files, get, watch, one, changed };
}

describe('ScanWatch', () => {
  it('notifies once that a file changed since reading began', async () => {
    const { state, watch, one, changed } = setup();
    one.begin();
    await watch.check();
    expect(changed).not.toHaveBeenCalled();
    state.size = 2;
    await watch.check();
    await watch.check();
    expect(changed).toHaveBeenCalledTimes(1);
    watch.dispose();
  });

  it('notifies of a linked file by the version that was read', async () => {
    const { state, files, get, watch, one, changed } = setup();
    one.begin();
    const linked = (path: string, version: string | null) => ({ path, version });
    state.linked = [linked('b', '1|m|c'), linked('c', null)];
    files.c = 7; // nothing is known about earlier reads
    await watch.check();
    expect(changed).not.toHaveBeenCalled();
    files.b = 2;
    state.isBusy = true;
    await watch.check();
    expect(changed).not.toHaveBeenCalled();
    state.isBusy = false;
    await watch.check();
    expect(changed).toHaveBeenCalledTimes(1);
    state.linked = [linked('b', '2|m|c')]; // it was reread
    await watch.check();
    expect(changed).toHaveBeenCalledTimes(1);
    // for many files some at a time, all in turn
    state.linked = Array.from({ length: 20 }, (_, k) => linked(`d${k}`, '1|m|c'));
    get.mockClear();
    for (let k = 0; k < 3; k++) {
      await watch.check();
    }
    const looked = get.mock.calls.map(([path]) => path).filter(path => path.startsWith('d'));
    expect(looked).toHaveLength(24);
    expect(new Set(looked).size).toBe(20);
    watch.dispose();
  });

  it('notifies once that a missing linked file arrived, without requests for absent files', async () => {
    const { state, get, watch, one, changed } = setup();
    Object.assign(state, { path: 'd:scans/master.nxs', absent: ['d:scans/parts/a.h5', 'd:b.h5'] });
    const folders: Record<string, string[]> = { 'd:scans': ['master.nxs'], 'd:': ['scans'] };
    get.mockImplementation(async (path: string) => {
      if (path !== 'd:scans/master.nxs' && !folders[path]) {
        throw new Error(`404: ${path}`);
      }
      const content = (folders[path] ?? []).map(name => ({ name }));
      return { size: 1, last_modified: 'm', created: 'c', content };
    });
    const requestedPaths = () => get.mock.calls.map(([path]) => path);
    one.begin();
    await watch.check();
    expect(changed).not.toHaveBeenCalled();
    expect(new Set(requestedPaths())).toEqual(new Set(['d:scans/master.nxs', 'd:scans', 'd:']));
    folders['d:scans'].push('parts');
    folders['d:scans/parts'] = ['b.h5'];
    await watch.check(true);
    expect(changed).not.toHaveBeenCalled();
    folders['d:scans/parts'].push('a.h5');
    state.isBusy = true;
    await watch.check(true);
    state.isBusy = false;
    get.mockClear();
    await watch.check(); // folders are not listed with each check
    expect(requestedPaths()).toEqual(['d:scans/master.nxs']);
    expect(changed).not.toHaveBeenCalled();
    await watch.check(true);
    expect(changed).toHaveBeenCalledTimes(1);
    state.absent = ['d:b.h5']; // it was reread
    await watch.check(true);
    expect(changed).toHaveBeenCalledTimes(1);
    watch.dispose();
  });

  it('takes neither another file nor an absent one for a change', async () => {
    const { state, watch, one, changed } = setup();
    one.begin();
    await watch.check();
    Object.assign(state, { path: 'b', size: 2 });
    await watch.check();
    state.size = null;
    await watch.check();
    state.path = null;
    await watch.check();
    expect(changed).not.toHaveBeenCalled();
    watch.dispose();
  });

  it('notifies of a file rewritten while another was shown, when it is shown again', async () => {
    const { state, files, watch, one, changed } = setup();
    one.begin();
    await watch.check();
    state.path = 'b';
    one.begin();
    await watch.check();
    files.a = 2;
    await watch.check();
    expect(changed).not.toHaveBeenCalled();
    state.path = 'a';
    one.begin();
    await watch.check();
    expect(changed).toHaveBeenCalledTimes(1);
    watch.dispose();
  });

  it('checks files once that were read and not shown yet', async () => {
    const { state, files, get, watch, one, changed } = setup();
    state.others = ['a', 'c'];
    one.begin();
    one.begin();
    await watch.check();
    one.begin();
    expect(get.mock.calls.map(([path]) => path)).toEqual(['a', 'c']);
    files.c = 2;
    state.path = 'c';
    one.begin();
    await watch.check();
    expect(changed).toHaveBeenCalledTimes(1);
    watch.dispose();
  });

  it('shares a pending check of another document', async () => {
    const { state, files, get, watch, one, changed } = setup();
    const other = watch.watch({ path: () => 'c', isVisible: () => true, changed: jest.fn() });
    other.begin();
    state.others = ['c'];
    one.begin();
    await watch.check();
    expect(get.mock.calls.filter(([path]) => path === 'c')).toHaveLength(1);
    files.c = 2;
    state.path = 'c';
    await watch.check();
    expect(changed).toHaveBeenCalledTimes(1);
    watch.dispose();
  });

  it('checks once for an absent file however often the model changes, and notifies when it appears', async () => {
    const { state, get, watch, one, changed } = setup();
    state.size = null;
    for (let i = 0; i < 9; i++) {
      one.begin();
      await Promise.resolve();
    }
    await Promise.all([watch.check(), watch.check()]);
    one.begin();
    expect(get.mock.calls.length).toBeLessThanOrEqual(2);
    state.size = 1;
    await watch.check();
    expect(changed).toHaveBeenCalledTimes(1);
    watch.dispose();
  });

  it('requests nothing that is hidden or no longer watched', async () => {
    const { state, get, watch, one } = setup();
    state.isVisible = false;
    await watch.check();
    state.isVisible = true;
    one.dispose();
    await watch.check();
    expect(get).not.toHaveBeenCalled();
    expect(one.isDisposed).toBe(true);
    watch.dispose();
  });

  it('does not notify after the end', async () => {
    const { state, watch, one, changed } = setup();
    one.begin();
    await watch.check();
    state.size = 2;
    const looking = watch.check();
    one.dispose();
    await looking;
    expect(changed).not.toHaveBeenCalled();
    watch.dispose();
  });

  describe('of a running scan', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('checks more often as long as it is running', async () => {
      const { state, get, watch, one } = setup();
      one.begin();
      const looks = async (time: number) => {
        const before = get.mock.calls.length;
        await jest.advanceTimersByTimeAsync(time);
        return get.mock.calls.length - before;
      };
      await looks(11_000); // the next check is scheduled at the end of one
      expect(await looks(30_000)).toBe(3);
      state.isRunning = true;
      one.begin();
      expect(await looks(30_000)).toBe(10);
      state.isRunning = false;
      await looks(3000);
      expect(await looks(30_000)).toBe(3);
      watch.dispose();
    });

    it('checks less often while the server does not answer', async () => {
      const { state, get, watch, one } = setup();
      state.isRunning = true;
      one.begin();
      await jest.advanceTimersByTimeAsync(11_000);
      state.size = null;
      const before = get.mock.calls.length;
      await jest.advanceTimersByTimeAsync(300_000);
      expect(get.mock.calls.length - before).toBeLessThan(30);
      expect(get.mock.calls.length - before).toBeGreaterThan(5);
      watch.dispose();
    });

    it('waits for a read before rereading', async () => {
      const { state, watch, one, changed } = setup();
      one.begin();
      await watch.check();
      Object.assign(state, { isBusy: true, size: 2 });
      await watch.check();
      expect(changed).not.toHaveBeenCalled();
      state.isBusy = false;
      await watch.check();
      expect(changed).toHaveBeenCalledTimes(1);
      watch.dispose();
    });
  });
});
