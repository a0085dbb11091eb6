import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IMainMenu } from '@jupyterlab/mainmenu';
import type { Widget } from '@lumino/widgets';
import { CommandIDs, IXESTracker } from './ids.js';

/** The Edit menu's Undo and Redo in a viewer; our own menu is in `schema/plugin.json`. */
export const menuPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:menu',
  description: 'Undo and redo of XES analyses in the Edit menu.',
  autoStart: true,
  requires: [IXESTracker],
  optional: [IMainMenu],
  activate: (_: JupyterFrontEnd, tracker: IXESTracker, menu: IMainMenu | null): void => {
    const isEnabled = (widget: Widget) => tracker.find(one => one === widget) !== undefined;
    menu?.editMenu.undoers.undo.add({ id: CommandIDs.undo, isEnabled });
    menu?.editMenu.undoers.redo.add({ id: CommandIDs.redo, isEnabled });
  }
};
