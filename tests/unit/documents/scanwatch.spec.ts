/** @jest-environment jsdom */
import type { Contents } from '@jupyterlab/services';
import { ScanWatch } from '../../../src/documents/scanwatch';

/** A server with one stamp for every file; null where it does not answer. */
function setup() {
  const state = { size: 1 as number | null, path: 'a' as string | null, isVisible: true };
  const get = jest.fn(async () => {
    if (state.size === null) {
      throw new Error('404');
    }
    return { size: state.size, last_modified: 'm', created: 'c' };
  });
  const watch = new ScanWatch({ get } as unknown as Contents.IManager);
  const changed = jest.fn();
  const one = watch.watch({ path: () => state.path, isVisible: () => state.isVisible, changed });
  return { state, get, watch, one, changed };
}

describe('ScanWatch', () => {
  it('tells once that a file changed since reading began', async () => {
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

  it('asks for nothing that is hidden or no longer watched', async () => {
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

  it('does not tell what comes after the end', async () => {
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
});
