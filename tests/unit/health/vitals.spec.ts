import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ReaderClient } from '../../../src/io';
import { DisposableStore } from '../../../src/lifecycle';
import { Vitals } from '../../../src/health/vitals';
import { disposeClients, setup, wait } from '../compute/support';

/** Bytes of an emission scan in the worker, and of its drawing: three points. */
const [scanBytes, drawnBytes] = [5 * 3 * 8, 4 * 3 * 8];

describe('memory in use', () => {
  afterEach(disposeClients);

  /** Documents of one scan each, `a.nxs` visible and the others hidden. */
  async function opened(names: readonly string[]) {
    const { client, open } = setup();
    const serverSettings = { baseUrl: 'http://h/' };
    const app = { serviceManager: { serverSettings } } as unknown as JupyterFrontEnd;
    const vitals = new Vitals(app);
    let heap = 1000;
    const reader = {
      state: 'idle',
      statistics: { held: { heap, blocks: 0 } },
      release: () => {
        const freed = heap;
        reader.statistics.held.heap = heap = 0;
        return freed;
      }
    };
    vitals.watchWorkers({ reader: reader as unknown as ReaderClient, compute: client });
    const owned = new DisposableStore();
    const documents = names.map(name => {
      const document = open(name);
      const isVisible = name === 'a.nxs';
      document.want([name], { isHidden: !isVisible });
      const widget = { context: { path: name }, isVisible, owned };
      const viewer = { rasterBytes: 0, releaseRaster: () => 0 };
      vitals.watchDocument(widget, document.compute, viewer);
      return document;
    });
    await Promise.all(documents.map(({ compute }) => compute.settled));
    await wait(5);
    const { accounts } = vitals;
    owned.add(vitals);
    return { accounts, client, documents, end: () => owned.dispose() };
  }

  it('is counted once: scans and curves by document, the rest by worker', async () => {
    const { accounts, client, end } = await opened(['a.nxs', 'b.nxs']);
    const { results } = client.statistics.held;
    const bytes = accounts
      .list()
      .map(accountFigures => [accountFigures.name, accountFigures.kind, accountFigures.bytes]);
    expect(bytes.filter(([, , held]) => held !== 0)).toEqual(
      expect.arrayContaining([
        ['Reader', 'wasm', 1000],
        ['Compute worker', 'arrays', results],
        ['a.nxs', 'arrays', scanBytes + drawnBytes],
        ['b.nxs', 'arrays', scanBytes + drawnBytes]
      ])
    );
    expect(accounts.total).toBe(1000 + results + 2 * (scanBytes + drawnBytes));
    end();
  });

  it('is released as far as necessary: caches, then hidden documents, never what is visible', async () => {
    const { accounts, documents, end } = await opened(['a.nxs', 'b.nxs', 'c.nxs']);
    const one = scanBytes + drawnBytes;
    const eviction = accounts.evict(2 * one);
    const [first, second, ...others] = eviction.accounts.map(({ name }) => name);
    expect([first, second].sort()).toEqual(['Compute worker', 'Reader']);
    expect(others).toHaveLength(1); // of two hidden ones
    expect(accounts.total).toBe(2 * one);
    accounts.evict(0);
    await wait(5);
    expect(documents.map(({ compute }) => compute.bytes > 0)).toEqual([true, false, false]);
    expect(documents[0].curve('s1')).toEqual([0.5, 1, 1.5]);
    end();
  });
});
