import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { Menu } from '@lumino/widgets';
import type { IDisposable } from '@lumino/disposable';
import { codeForms } from '../analysis/code/index.js';
import { scanOf } from '../analysis/document/index.js';
import type { Id, Ref } from '../analysis/document/types.js';
import type { AnalysisModel } from '../model/index.js';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';
import { CommandIDs } from './ids.js';

/** Items of a row's menu; null is a separator. */
const items = [
  CommandIDs.openAddStep,
  CommandIDs.quality,
  null,
  CommandIDs.rename,
  CommandIDs.duplicate,
  CommandIDs.switch,
  CommandIDs.remove,
  null,
  CommandIDs.export,
  CommandIDs.copyTable,
  'code',
  null,
  CommandIDs.reload
];

export interface IRowMenuOptions {
  widget: XESDocumentWidget;
  model: AnalysisModel;
  /** Ask for the meaning of the arrays of a scan's file. */
  askColumns: (id: Id) => void;
}

/**
 * Open the menu of a row at a point of the page (pixels); the row is selected, unless it is part of
 * the selection.
 */
export function openRowMenu(
  commands: CommandRegistry,
  { widget, model, askColumns }: IRowMenuOptions,
  ref: Ref,
  { x, y }: { x: number; y: number }
): void {
  if (!model.view.selected.some(({ id }) => id === ref.id)) {
    model.select([ref], ref);
  }
  const menu = new Menu({ commands });
  const args = { widget: widget.id, rows: 'selected' };
  const code = codeMenu(commands, args);
  for (const command of items) {
    menu.addItem(
      command === null
        ? { type: 'separator' }
        : command === 'code'
          ? { type: 'submenu', submenu: code }
          : { command, args }
    );
  }
  const columns = scanOf(model.document, ref.id)
    ? addColumns(menu, commands, () => askColumns(ref.id))
    : null;
  const before = document.activeElement;
  menu.aboutToClose.connect(() => {
    if (before instanceof HTMLElement && menu.node.contains(document.activeElement)) {
      before.focus({ preventScroll: true }); // a closed menu leaves the focus on the page, without shortcuts
    }
    requestAnimationFrame(() => {
      menu.dispose(); // its command runs after it has closed
      code.dispose();
      columns?.dispose();
    });
  });
  menu.open(x, y);
}

/** Open the menu of a step as code at a point of the page (pixels). */
export function openCodeMenu(
  commands: CommandRegistry,
  widget: string,
  id: Id,
  { x, y }: { x: number; y: number }
): void {
  const menu = codeMenu(commands, { widget, ids: [id] });
  menu.aboutToClose.connect(() => {
    requestAnimationFrame(() => menu.dispose()); // its command runs after it has closed
  });
  menu.open(x, y);
}

/** The submenu for code, in either form. */
function codeMenu(commands: CommandRegistry, args: ReadonlyPartialJSONObject): Menu {
  const menu = new Menu({ commands });
  menu.title.label = 'Python Code';
  for (const command of [CommandIDs.insertAsCode, CommandIDs.copyAsPython]) {
    for (const form of codeForms) {
      menu.addItem({ command, args: { ...args, form } });
    }
  }
  return menu;
}

let count = 0;

/**
 * An item for scans only. Its command exists only as long as the menu: the name of any other is
 * loaded by every page.
 */
function addColumns(menu: Menu, commands: CommandRegistry, ask: () => void): IDisposable {
  const command = `xes:ask-columns-${++count}`;
  const added = commands.addCommand(command, {
    label: 'Columns…',
    caption: 'Choose which scan of its file it is, and what each array is',
    execute: ask
  });
  menu.addItem({ command });
  return added;
}
