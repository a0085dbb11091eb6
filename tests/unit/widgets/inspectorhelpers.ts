import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { setImmediate } from 'node:timers';
import { MessageChannel } from 'node:worker_threads';
import { addScans, emptyDocument, type NewStep } from '../../../src/analysis/document/index';
import { AnalysisModel } from '../../../src/model';
import { Inspector, type IInspectorOptions } from '../../../src/widgets/inspector';
import { disposeClients, setup, until } from '../compute/support';

// the compute worker runs in this thread, and jsdom has neither
Object.assign(globalThis, { MessageChannel, setImmediate });

/** Objects disposed of after a test, the newest first. */
export const owned: { dispose(): void }[] = [];

/** After each test: its objects are disposed of. */
export function disposeAll(): void {
  owned
    .splice(0)
    .reverse()
    .forEach(entry => entry.dispose());
  disposeClients();
  document.body.replaceChildren();
}

/**
 * An inspector in the document, of an analysis that is computed: of scans `a.nxs`, `b.nxs`, … (emission spectra) and
 * `map.nxs` (a map), with ids `s1`, `s2`, …
 */
export async function inspected(
  paths: readonly string[],
  steps: readonly NewStep[] = [],
  more: Partial<IInspectorOptions> = {}
) {
  const { client, reader } = setup();
  const model = new AnalysisModel({ compute: client.open({ path: () => 'a.xes.json' }) });
  model.load(addScans(emptyDocument(), paths).document);
  const ids = steps.map(step => model.addStep(step));
  const refusals: string[] = [];
  const guard = (_: string, work: () => unknown) => {
    try {
      void Promise.resolve(work()).catch((reason: unknown) => refusals.push(String(reason)));
    } catch (reason) {
      refusals.push(String(reason));
    }
  };
  const inspector = new Inspector({ model, guard, isLone: false, ...more });
  Widget.attach(inspector, document.body);
  owned.push(model, inspector);
  const shown = (text: string) => until(() => rendered(inspector).includes(text));
  return { model, reader, inspector, node: inspector.node, guard, refusals, ids, shown };
}

/** The text of a panel after pending drawings. */
export function rendered(widget: Widget): string {
  MessageLoop.flush();
  return widget.node.textContent ?? '';
}

/** The control with a name. */
export function control<T extends HTMLElement = HTMLInputElement>(
  root: ParentNode,
  name: string
): T {
  const fields = [...root.querySelectorAll<T>('input, select, textarea, button')];
  const label = (field: T) =>
    field.getAttribute('aria-label') ??
    root.querySelector(`label[for="${field.id}"]`)?.textContent ??
    field.closest('label')?.textContent ??
    field.textContent;
  const found = fields.find(field => (label(field) || field.title) === name);
  if (!found) {
    throw new Error(`no "${name}" among ${fields.map(label).join(', ')}`);
  }
  return found;
}

/** Replace the text of a field by typing. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  field.focus();
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

export function choose(field: HTMLSelectElement, value: string): void {
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

export function press(field: HTMLElement, key: string): void {
  field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}
