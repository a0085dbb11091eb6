/** @jest-environment jsdom */
import { setImmediate } from 'node:timers';
import { MessageChannel } from 'node:worker_threads';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { AnalysisModel } from '../../../src/model';
import { openSeries } from '../../../src/widgets/series/openseries';
import { sinceFirst } from '../../../src/widgets/series/along';
import { XESViewer } from '../../../src/widgets/viewer';
import { disposeClients, setup as setUpCompute } from '../compute/support';
import { documentOf } from '../model/support';
import { settle } from '../plots/fakeplotly';
import { FakeDiagnostics } from './helpers';
import { lineScan } from './scans';

// the compute worker runs in this thread, and jsdom has neither; nothing has a size there
Object.assign(globalThis, { MessageChannel, setImmediate });
for (const name of ['clientWidth', 'clientHeight']) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 500 });
}

const mockDrawn: {
  data: { x?: ArrayLike<number>; yaxis?: string; marker?: { symbol: string[] } }[];
}[] = [];

jest.mock('plotly.js/lib/core', () => ({
  __esModule: true,
  default: {
    react: (node: { _fullLayout?: object }, data: never[]) => {
      const axis = { range: [0, 1], _length: 1 };
      node._fullLayout = { _size: { l: 84, t: 8, w: 400, h: 300 }, xaxis: axis, yaxis: axis };
      mockDrawn.push({ data });
      return Promise.resolve();
    },
    purge: () => undefined
  }
}));

type Known = Parameters<typeof lineScan>[0];

async function open(scans: readonly Known[]) {
  const { client, reader } = setUpCompute();
  const paths = scans.map((_, i) => `run-${i + 1}.nxs`);
  paths.forEach((path, i) => reader.files.set(path, () => lineScan(scans[i])));
  const model = new AnalysisModel({ compute: client.open({ path: () => 'a.xes.json' }) });
  const diagnostics = new FakeDiagnostics();
  const viewer = new XESViewer({
    model,
    diagnostics,
    path: () => 'a',
    onAddScans: () => undefined
  });
  Widget.attach(viewer, document.body);
  model.load(documentOf(paths));
  const rest = async () => {
    await model.settled;
    await settle();
    MessageLoop.flush();
    await settle();
  };
  await rest();
  const find = <E extends HTMLElement>(selector: string) =>
    viewer.node.querySelector<E>(`.jp-XESSeries ${selector}`) as E;
  const all = <E extends HTMLElement>(selector: string) => [
    ...viewer.node.querySelectorAll<E>(`.jp-XESSeries ${selector}`)
  ];
  const boxes = () => all<HTMLInputElement>('input[type=checkbox]');
  const words = () => find('.jp-XESSeries-verdict').textContent ?? '';
  const press = async (key: string) => {
    find('.jp-XESSeries-plot').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await rest();
  };
  const symbols = () =>
    mockDrawn
      .flatMap(({ data }) => data)
      .filter(({ yaxis, marker }) => yaxis === 'y' && Array.isArray(marker?.symbol))
      .at(-1)?.marker?.symbol;
  const readout = () => viewer.node.querySelector('.jp-XESStatus-readout')?.textContent;
  const end = () => {
    viewer.dispose();
    model.dispose();
    expect(diagnostics.reports).toEqual([]);
  };
  return { model, rest, find, all, boxes, words, press, symbols, readout, diagnostics, end };
}

const day = (hour: number) => `2023-11-0${1 + Math.floor(hour / 24)}T0${hour % 24}:00:00+00:00`;

describe('the page on a series', () => {
  afterEach(disposeClients);

  it('shows a row for each scan, with the numbers of the step', async () => {
    const { model, rest, all, boxes, words, end } = await open([{}, { by: 0.3 }, {}, {}]);
    const id = await openSeries(model, 'quality');
    await rest();
    expect(model.document.steps.map(({ step, from }) => [step, from])).toEqual([
      ['consistency', ['scans']]
    ]);
    expect(boxes().map(({ checked }) => checked)).toEqual([true, true, true, true]);
    const { items } = await model.result({ id });
    const table = items[0].value;
    const shifts =
      table?.kind === 'table' ? table.columns.find(column => column.name === 'shift') : null;
    const titles = all<HTMLTableCellElement>('tr td:nth-child(3)').map(({ title }) => title);
    expect(titles.map(title => Number(title.split(' ± ')[0]))).toEqual([
      ...((shifts?.values ?? []) as Float64Array)
    ]);
    expect(all('tr td:nth-child(2)').map(({ textContent }) => textContent)).toEqual([
      'run-1',
      'run-2',
      'run-3',
      'run-4'
    ]);
    expect(words()).toContain('“run-2” stands apart in its shift');
    end();
  });

  it('excludes scans from the average with a checkbox, and includes them again, each in one undo entry', async () => {
    const { model, rest, boxes, words, symbols, find, end } = await open([{}, { by: 0.3 }, {}, {}]);
    await openSeries(model, 'quality');
    await rest();
    boxes()[1].click();
    await rest();
    expect(model.document.steps[1]).toMatchObject({
      step: 'average',
      from: [{ id: 'scans', except: ['s2'] }]
    });
    expect([model.history.undo, boxes()[1].checked]).toEqual([2, false]);
    expect(symbols()).toEqual(['circle', 'circle-open', 'circle', 'circle']);
    expect(words()).not.toContain('stands apart');
    expect(words()).toMatch(/^The scans differ by less than counting allows .*: are they copies/);
    expect(find('.jp-XESSeries-count').textContent).toBe('3 of 4 averaged');
    boxes()[1].click();
    await rest();
    expect(model.document.steps[1].from).toEqual(['scans']);
    expect(words()).toContain('stands apart');
    model.undo();
    await rest();
    expect(boxes()[1].checked).toBe(false);
    end();
  });

  it('works by keyboard alone: along the scans, down the panels, out and back', async () => {
    const { model, rest, press, boxes, readout, end } = await open([{}, { height: 1.2 }, {}]);
    await openSeries(model, 'quality');
    await rest();
    await press('ArrowRight');
    expect(readout()).toMatch(/^Shift .* eV {2}run-1$/);
    await press('ArrowRight');
    await press('ArrowDown');
    expect(readout()).toMatch(/^Area \d.* ± .* eV {2}run-2$/);
    await press('Delete');
    expect(boxes().map(({ checked }) => checked)).toEqual([true, false, true]);
    expect(model.history.undo).toBe(2);
    await press(' ');
    expect(boxes().map(({ checked }) => checked)).toEqual([true, true, true]);
    await press('End');
    expect(readout()).toMatch(/run-3$/);
    await press('Enter');
    expect(model.activeRef?.id).toBe('s3');
    end();
  });

  it('retains nothing of a series while another row is active, and shows it again after', async () => {
    const { model, rest, boxes, words, end } = await open([{}, { by: 0.3 }, {}, {}]);
    const id = await openSeries(model, 'quality');
    await rest();
    const text = words();
    model.setActive('s1');
    await rest();
    expect([boxes().length, words()]).toEqual([0, '']);
    const count = mockDrawn.length;
    model.setActive(id);
    await rest();
    expect([boxes().length, words()]).toEqual([4, text]);
    expect(mockDrawn.slice(count).some(({ data }) => data.some(({ yaxis }) => yaxis))).toBe(true);
    end();
  });

  it('refuses to exclude the last, and its box stays', async () => {
    const { model, rest, boxes, words, diagnostics, end } = await open([{}, {}]);
    await openSeries(model, 'quality');
    await rest();
    boxes()[0].click();
    await rest();
    expect(words()).toBe('Only one scan is left: its agreement with others can’t be assessed.');
    boxes()[1].click();
    await rest();
    expect(boxes().map(({ checked }) => checked)).toEqual([false, true]);
    expect(String(diagnostics.reports.pop()?.error)).toMatch(/nothing left/);
    end();
  });

  it('has a button that averages the rest, and shows it', async () => {
    const { model, rest, all, end } = await open([{}, {}, {}]);
    await openSeries(model, 'quality');
    await rest();
    const [button] = all<HTMLButtonElement>('button');
    button.click();
    await rest();
    const [, average] = model.document.steps;
    expect([average.step, average.from]).toEqual(['average', ['scans']]);
    expect(model.view.shown).toEqual([{ id: average.id }]);
    expect([model.activeStep?.step, button.disabled]).toEqual(['consistency', true]);
    end();
  });

  it('of damage has the times of its scans, and is one undo entry', async () => {
    const scans = [0, 1, 5].map(hour => ({ startTime: day(hour), height: 1 - 0.05 * hour }));
    const { model, rest, words, find, end } = await open(scans);
    await openSeries(model, 'damage');
    await rest();
    expect(model.document.steps).toMatchObject([
      { step: 'drift', from: ['s1', 's2', 's3'], parameters: { times: [0, 1, 5] } }
    ]);
    expect(model.history.undo).toBe(1);
    expect(words()).toMatch(/^The area falls by 2\d\.\d\(\d+\) % over the series \(p < 0\.0001\)/);
    const ways = [...find<HTMLSelectElement>('select').options].map(({ value }) => value);
    expect(ways).toEqual(['scan', 'time', 'given']);
    model.undo();
    await rest();
    expect(model.document.steps).toEqual([]);
    end();
  });

  const timed = () => open([0, 1, 5].map(hour => ({ startTime: day(hour) })));

  it('of damage is drawn over time at first, and over the chosen axis from then on', async () => {
    const { model, rest, find, end } = await timed();
    const along = () => find<HTMLSelectElement>('select');
    await openSeries(model, 'quality');
    await rest();
    expect(along().value).toBe('scan');
    await openSeries(model, 'damage');
    await rest();
    expect(along().value).toBe('time');
    const drawn = () =>
      mockDrawn
        .flatMap(({ data }) => data)
        .filter(({ yaxis, marker }) => yaxis === 'y' && Array.isArray(marker?.symbol))
        .at(-1)?.x;
    expect(Array.from(drawn() ?? [])).toEqual([0, 1, 5]);
    along().value = 'scan';
    along().dispatchEvent(new Event('change'));
    await rest();
    expect([along().value, Array.from(drawn() ?? [])]).toEqual(['scan', [1, 2, 3]]);
    end();
  });

  it('of damage without times is drawn by scan', async () => {
    const { model, rest, find, end } = await open([{}, {}]);
    const id = await openSeries(model, 'damage');
    await rest();
    expect(find<HTMLSelectElement>('select').value).toBe('scan');
    model.setStep(id, { times: [0, 4] });
    await rest();
    expect(find<HTMLSelectElement>('select').value).toBe('given');
    end();
  });

  it('of damage continues with the times of the remaining scans', async () => {
    const { model, rest, words, boxes, end } = await timed();
    await openSeries(model, 'damage');
    await rest();
    model.remove(['s2'], 'detach');
    await rest();
    expect(model.document.steps).toMatchObject([
      { from: ['s1', 's3'], parameters: { times: [0, 5] } }
    ]);
    expect(words()).not.toMatch(/need/);
    expect(boxes()).toHaveLength(2);
    end();
  });

  it('of damage on curves gets their times when they are computed, and changes no selection', async () => {
    const { model, rest, end } = await timed();
    const smooth = model.addStep({ step: 'smooth', from: ['scans'] });
    await rest();
    const undo = model.history.undo;
    model.select([{ id: smooth }]);
    const opened = openSeries(model, 'damage');
    model.select([{ id: 's2' }]);
    const id = await opened;
    expect(model.document.steps.find(step => step.id === id)?.parameters.times).toEqual([0, 1, 5]);
    expect(model.view.selected).toEqual([{ id: 's2' }]);
    expect(model.history.undo).toBe(undo + 1);
    end();
  });

  it('of damage on curves is left alone if something was edited meanwhile', async () => {
    const { model, rest, end } = await timed();
    const smooth = model.addStep({ step: 'smooth', from: ['scans'] });
    await rest();
    model.select([{ id: smooth }]);
    const opened = openSeries(model, 'damage');
    model.rename('s1', 'first');
    const undo = model.history.undo;
    const id = await opened;
    expect(model.document.steps.find(step => step.id === id)?.parameters.times).toBeUndefined();
    expect(model.history.undo).toBe(undo);
    end();
  });

  it('is refused if there is one scan', async () => {
    const { model, end } = await open([{}]);
    await expect(openSeries(model, 'quality')).rejects.toThrow(/can’t be compared/);
    end();
  });
});

describe('times since the first scan', () => {
  it.each([
    [[0, 3 * 3600e3, 9 * 3600e3], 'h', [0, 3, 9]],
    [[60e3, 0, 5 * 60e3], 'min', [1, 0, 5]],
    [[0, 30e3], 's', [0, 30]]
  ])('of %j are in %s', (starts, unit, values) => {
    const { title, values: found } = sinceFirst(starts);
    expect(title).toBe(`Time since the first scan (${unit})`);
    expect([...(found as Float64Array)]).toEqual(values);
  });
});
