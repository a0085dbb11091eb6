/** @jest-environment jsdom */
import { PromiseDelegate } from '@lumino/coreutils';
import { Dialog } from '@jupyterlab/apputils';
import type { PlannedFile } from '../../../src/model';
import {
  askForExport,
  type ExportPlan,
  type IExportFormOptions
} from '../../../src/widgets/export/exportform';

const file = (name: string): PlannedFile => ({
  name,
  file: { format: 'csv', title: name, parts: [], plane: 'incident' },
  holds: '3 points'
});

const turn = () => new Promise(resolve => setTimeout(resolve));

/** The dialog, whose plans are returned in sequence. */
async function openForm(more: Partial<IExportFormOptions> = {}) {
  const plans: PromiseDelegate<ExportPlan>[] = [];
  const rows: string[] = [];
  const decision = askForExport({
    counts: { shown: 2, selected: 1 },
    rows: 'shown',
    folder: 'd',
    isWritable: true,
    plan: which => {
      rows.push(which);
      plans.push(new PromiseDelegate());
      return plans[plans.length - 1].promise;
    },
    ...more
  });
  await turn();
  const find = <T extends Element>(selector: string) =>
    document.querySelector<T>(`.jp-Dialog ${selector}`)!;
  return {
    decision,
    plans,
    rows,
    accept: () => find<HTMLButtonElement>('.jp-mod-accept'),
    format: () => find<HTMLSelectElement>('label:nth-of-type(2) select'),
    find,
    status: () => find('[role="status"]').textContent ?? '',
    all: (selector: string) =>
      [...document.querySelectorAll(`.jp-Dialog ${selector}`)].map(node => node.textContent)
  };
}

describe('the dialog of an export', () => {
  afterEach(() => Dialog.flush());

  it('exports nothing before the rows are known, nor if that fails', async () => {
    const { accept, plans, status, decision, find } = await openForm();
    expect([accept().disabled, status()]).toEqual([true, 'Checking the results…']);
    const enter = () =>
      find('.jp-XESExportForm select').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })
      );
    enter();
    plans[0].reject(new Error('The worker is gone.'));
    await turn();
    expect([accept().disabled, status()]).toEqual([true, 'The worker is gone.']);
    enter();
    find('select').dispatchEvent(new Event('change'));
    await turn();
    expect(accept().disabled).toBe(true);
    const files = [file('a.csv')];
    plans[1].resolve({ files, failures: [] });
    await turn();
    expect(accept().disabled).toBe(false);
    accept().click();
    expect(await decision).toEqual({ files, failures: [], to: 'folder' });
  });

  it('exports nothing if no file is ticked', async () => {
    const { accept, plans, find, decision } = await openForm();
    plans[0].resolve({ files: [file('a.csv')], failures: [] });
    await turn();
    const box = find<HTMLInputElement>('.jp-XESExportForm-files input');
    box.click();
    expect(accept().disabled).toBe(true);
    box.click();
    expect(accept().disabled).toBe(false);
    find<HTMLButtonElement>('.jp-mod-reject').click();
    expect(await decision).toBeNull();
  });

  it('lists what failed, and passes it on', async () => {
    const { accept, plans, status, all, decision } = await openForm();
    const failures = Array.from({ length: 7 }, (_, i) => `x${i}: it is empty.`);
    plans[0].resolve({ files: [file('a.csv')], failures });
    await turn();
    expect(status()).toMatch(/^One file;.* Without 7 that failed:$/);
    expect(all('.jp-XESExportForm-missing li')).toEqual([...failures.slice(0, 5), 'And 2 more.']);
    accept().click();
    expect(await decision).toMatchObject({ failures });
  });

  it('begins with the rows that are named', async () => {
    const { rows, all, decision, find } = await openForm({
      counts: { named: 3, shown: 2, selected: 1 },
      rows: 'named'
    });
    expect(rows).toEqual(['named']);
    expect(all('label:first-of-type option').slice(0, 3)).toEqual([
      'The named rows (3)',
      'Everything shown (2)',
      'The rows selected in the list (1)'
    ]);
    find<HTMLButtonElement>('.jp-mod-reject').click();
    await decision;
  });
});
