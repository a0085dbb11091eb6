/** @jest-environment jsdom */
import { settle } from '../plots/fakeplotly';
import { modelKeys } from '../../../src/model';
import { Sidebar } from '../../../src/widgets/sidebar';
import { rxesScan, viewerOf } from './helpers';

async function setUp(paths: string[]) {
  const { viewer, model, load } = viewerOf(
    Object.fromEntries(paths.map(path => [path, rxesScan()]))
  );
  load();
  await model.settled;
  await settle();
  const sidebar = new Sidebar(model, (_, work) => void work(), true);
  sidebar.update();
  const rows = () => [...sidebar.node.querySelectorAll('.jp-XESScan')];
  const end = () => {
    sidebar.dispose();
    viewer.dispose();
    model.dispose();
  };
  return { model, sidebar, rows, end };
}

describe('Sidebar', () => {
  it('writes only to the rows that changed', async () => {
    const { model, sidebar, rows, end } = await setUp(['d/a.nxs', 'd/b.nxs', 'd/c.nxs']);
    const before = rows();
    const observer = new MutationObserver(() => undefined);
    const options = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(sidebar.node.querySelector('.jp-XESSidebar-scans') as Node, options);
    sidebar.update();
    expect(observer.takeRecords()).toEqual([]);
    model.setActive('s2');
    sidebar.update();
    expect(observer.takeRecords()).toHaveLength(2);
    await model.settled;
    sidebar.update();
    expect(observer.takeRecords()).toEqual([]);
    expect(rows()).toEqual(before);
    observer.disconnect();
    end();
  });

  it('says which cuts of the document the map does not show, and why', async () => {
    const { model, sidebar, end } = await setUp(['a.nxs']);
    const said = () =>
      [...sidebar.node.querySelectorAll('dt')]
        .filter(({ textContent }) => textContent === 'Cut not drawn')
        .map(name => name.nextElementSibling?.textContent ?? '');
    const facts = sidebar.node.querySelector('dl')?.firstChild;
    model.addCut({ type: 'CIE', at: 9659, width: 1 });
    sidebar.update();
    expect(said()).toEqual([]);
    expect(sidebar.node.querySelector('dl')?.firstChild).toBe(facts);
    model.addCut({ type: 'CET', at: 1028, width: 1 });
    model.addCut({ type: 'CEE', at: 1, width: 0.5 });
    sidebar.update();
    const [transfer, outside, ...more] = said();
    expect(transfer).toMatch(/^CET at Δ = 1028.00 eV, width 1.00 eV: this map has no axis of Δ/);
    expect(outside).toMatch(/^CEE at ω = 1.00 eV, width 0.50 eV: outside of this map \(8\d+\.\d\d/);
    expect(more).toEqual([]);
    model.cuts.slice(-2).forEach(({ id }) => model.removeCut(id));
    sidebar.update();
    expect(said()).toEqual([]);
    end();
  });

  it('is concerned by what it shows, and by nothing else', async () => {
    const { model, sidebar, end } = await setUp(['a.nxs', 'b.nxs']);
    const [{ id }] = model.cuts;
    const keys = (...names: string[]) => ({ keys: new Set(names) });
    expect(
      [keys('s1'), keys('s2'), keys(id), keys(modelKeys.scans)].map(change =>
        sidebar.concerns(change)
      )
    ).toEqual([true, true, true, true]);
    expect(
      [keys('other'), keys(modelKeys.history)].map(change => sidebar.concerns(change))
    ).toEqual([false, false]);
    expect(sidebar.concerns({ paths: true, ...keys() })).toBe(true);
    end();
  });

  it('follows scans that come and go', async () => {
    const { model, sidebar, rows, end } = await setUp(['a.nxs', 'b.nxs', 'c.nxs']);
    (rows()[1].lastChild as HTMLElement).click();
    sidebar.update();
    expect(rows().map(row => row.textContent)).toEqual(['a.nxs×', 'c.nxs×']);
    model.addScans(['e/d.nxs']);
    sidebar.update();
    expect(rows().map(row => row.firstElementChild?.getAttribute('title'))).toEqual([
      'a.nxs',
      'c.nxs',
      'e/d.nxs'
    ]);
    (rows()[1].firstChild as HTMLElement).click();
    sidebar.update();
    expect(rows().map(row => row.firstElementChild?.getAttribute('aria-pressed'))).toEqual([
      'false',
      'true',
      'false'
    ]);
    end();
  });

  it('says of links that lead nowhere that they are not needed', async () => {
    const { sidebar, end } = await setUp(['a.nxs']);
    const name = [...sidebar.node.querySelectorAll('dt')].pop();
    expect(name?.textContent).toBe('Not found');
    expect(name?.nextElementSibling?.textContent).toBe('gone.hdf5');
    expect(sidebar.node.textContent).toContain('not needed for what is shown');
    end();
  });

  it('unfolds in a narrow tab', async () => {
    const { sidebar, end } = await setUp(['a.nxs']);
    const fold = sidebar.node.querySelector('.jp-XESSidebar-fold') as HTMLElement;
    const state = () => [
      sidebar.node.classList.contains('jp-mod-open'),
      fold.getAttribute('aria-expanded')
    ];
    expect(state()).toEqual([false, 'false']);
    fold.click();
    expect(state()).toEqual([true, 'true']);
    end();
  });
});
