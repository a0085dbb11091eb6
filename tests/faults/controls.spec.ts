import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { execute } from '../browser/support/lab.js';
import { map, spectrum, useFaults } from './support/faults.js';
import { dismissDialogs, logLines, open, type IScope } from './support/scope.js';

const f = useFaults({ recovery: 'once' });
const analysis = 'controls.xes.json';

/** Methods of the model that controls call. */
const edits = [
  'abandon',
  'addCut',
  'addStep',
  'addSteps',
  'duplicate',
  'endMerge',
  'leaveOut',
  'redo',
  'remove',
  'removeCut',
  'rename',
  'reorder',
  'select',
  'setActive',
  'setAllOff',
  'setAxesView',
  'setChannel',
  'setColor',
  'setCut',
  'setFrom',
  'setLeftOut',
  'setLines',
  'setOff',
  'setReference',
  'setStep',
  'setSteps',
  'setView',
  'show',
  'undo'
];

const work = {
  type: 'xes-analysis',
  version: 3,
  scans: [
    { id: 's1', path: 'xes-demo-two-arms.nxs' },
    { id: 's2', path: map },
    { id: 's3', path: spectrum },
    { id: 's4', path: 'xes-demo-kbeta-repeat.nxs' }
  ],
  steps: [
    { id: 'b1', step: 'background', from: ['s3'], parameters: { exclude: [[9564, 9580]] } },
    { id: 'q1', step: 'consistency', from: ['s3', 's4'], parameters: {} }
  ]
};

interface IUsed {
  /** Name of each control. */
  names: string[];
  /** Controls that called the model, which throws. */
  planted: string[];
  /** Controls that show something else than before. */
  other: string[];
  /** Edits that the model does not have. */
  unknown: string[];
  isUnchanged: boolean;
}

/** Use every control of the viewer, as found in the DOM, while each edit of the model throws. */
function useAll(page: Page, row: string): Promise<IUsed> {
  return page.evaluate(
    async ([names, scene]) => {
      const { shell } = (window as unknown as IScope).jupyterapp;
      const { model } = shell.currentWidget as unknown as {
        model: Record<string, unknown> & { document: object };
      };
      const { document: before } = model;
      const used: IUsed = { names: [], planted: [], other: [], unknown: [], isUnchanged: false };
      let now = '';
      for (const name of names) {
        if (typeof model[name] !== 'function') {
          used.unknown.push(name);
        }
        model[name] = () => {
          used.planted.push(now);
          throw new Error(`planted in ${now}`);
        };
      }
      type Control = HTMLElement &
        Pick<HTMLInputElement, 'value' | 'checked' | 'disabled' | 'labels'> & { type: string };
      const find = () => {
        const controls = [
          ...document.querySelectorAll<Control>(
            '.jp-XESViewer button, .jp-XESViewer input, .jp-XESViewer select, .jp-XESViewer textarea, .jp-XESViewer [role=checkbox]'
          )
        ];
        return controls.filter(control => control.getClientRects().length > 0 && !control.disabled);
      };
      const stateOf = (control: Control) =>
        `${control.value} ${control.checked} ${control.ariaChecked}`;
      const frames = async () => {
        for (let i = 0; i < 3; i++) {
          await new Promise(resolve => requestAnimationFrame(resolve));
        }
      };
      const describe = (control: Control, type: string) =>
        control.dispatchEvent(new Event(type, { bubbles: true }));
      const type = (control: Control, text: string) => {
        const kind =
          control instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
        Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(control, text);
        describe(control, 'input');
        describe(control, 'change');
      };
      const otherText = ({ value, type: kind }: Control) =>
        kind === 'color' ? '#123456' : /^\d+:\d+$/.test(value) ? '9565:9581' : '3';
      const isTyped = (control: Control) =>
        control instanceof HTMLTextAreaElement ||
        (control instanceof HTMLInputElement && control.type !== 'checkbox');
      const isFolding = (control: Control) =>
        control.ariaExpanded !== null ||
        /^(Show|Hide) the /.test(control.title || (control.ariaLabel ?? ''));
      const count = find().length;
      for (let i = 0; i < count; i++) {
        const one = find().at(i); // a form may have been rebuilt
        if (!one) {
          break;
        }
        const label = one.ariaLabel ?? one.labels?.[0]?.textContent ?? one.textContent;
        now = `${scene} ${i} ${label?.trim() || one.title}`;
        used.names.push(now);
        const shown = stateOf(one);
        const node: HTMLElement = one;
        node.focus();
        if (one instanceof HTMLSelectElement) {
          one.selectedIndex = one.selectedIndex === 0 ? one.options.length - 1 : 0;
          describe(one, 'change');
        } else if (isTyped(one)) {
          type(one, otherText(one));
        } else {
          node.click();
        }
        await frames();
        if (one.isConnected && isFolding(one)) {
          node.click(); // what it hid is to be used too
          await frames();
        }
        const { activeElement: focused } = document;
        focused?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        document
          .querySelectorAll<HTMLElement>('.jp-Dialog button')
          .forEach((button, k) => k === 0 && button.click());
        await frames();
        const after = one.isConnected ? one : find().at(i);
        // text stays in the field if it was not accepted
        if (after && used.planted.includes(now) && stateOf(after) !== shown) {
          used.other.push(`${now}: ${shown} → ${stateOf(after)}`);
        }
      }
      names.forEach(name => delete model[name]);
      used.isUnchanged = model.document === before;
      return used;
    },
    [edits, row] as const
  );
}

for (const [row, least] of [
  ['s1', 'Channel'],
  ['s2', 'Colours'],
  ['b1', 'Weights'],
  ['q1', 'Average xes-demo-kbeta']
] as const) {
  test(`an exception in every control, with the row ${row} active`, async () => {
    const { page } = f;
    await page.setViewportSize({ width: 1800, height: 1000 });
    const view = { shown: [{ id: 's1' }], selected: [{ id: row }], active: { id: row } };
    writeFileSync(f.file(analysis), JSON.stringify({ ...work, view }));
    await open(page, analysis);
    await execute(page, 'xes:settled');
    await expect(page.getByLabel(least, { exact: false }).first()).toBeVisible();
    const used = await useAll(page, row);
    expect(used.unknown).toEqual([]);
    expect(used.names.length).toBeGreaterThan(10);
    expect(used.names.join('\n')).toContain(least);
    const named = (name: string) => used.planted.some(text => text.includes(name));
    expect(named(least), `${least} of ${used.planted.join('\n')}`).toBe(true);
    expect(used.other).toEqual([]);
    expect(used.isUnchanged).toBe(true);
    expect(f.pageErrors).toEqual([]);
    await expect
      .poll(async () => {
        const lines = (await logLines(page)).join('\n');
        return used.planted.filter(name => !lines.includes(`planted in ${name}`));
      })
      .toEqual([]);
    await dismissDialogs(page);
  });
}
