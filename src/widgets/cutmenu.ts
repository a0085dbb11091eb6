import { CommandRegistry } from '@lumino/commands';
import { Menu } from '@lumino/widgets';
import type { CutType } from '../science/map.js';

/** A cut that can be added to a map. */
export type NewCutType = CutType | 'line';

const entries: readonly { type: NewCutType; label: string; caption: string }[] = [
  { type: 'CIE', label: 'CIE: constant Ω', caption: 'An emission spectrum at one incident energy' },
  { type: 'CEE', label: 'CEE: constant ω', caption: 'A HERFD spectrum at one emission energy' },
  { type: 'CET', label: 'CET: constant Δ', caption: 'A spectrum at one energy transfer Ω − ω' },
  { type: 'line', label: 'Line…', caption: 'Along any line: drag it over the map' }
];

/** Open the menu of new cuts below a button; it is gone once it is closed. */
export function openCutMenu(anchor: HTMLElement, add: (type: NewCutType) => void): Menu {
  const commands = new CommandRegistry();
  const menu = new Menu({ commands });
  menu.addClass('jp-XESCutMenu');
  for (const { type, label, caption } of entries) {
    commands.addCommand(type, { label, caption, execute: () => add(type) });
    menu.addItem({ command: type });
  }
  menu.aboutToClose.connect(() => {
    if (menu.node.contains(document.activeElement)) {
      anchor.focus({ preventScroll: true }); // a menu leaves it to the page, where keys do nothing
    }
    requestAnimationFrame(() => menu.dispose()); // its command runs after it is closed
  });
  const { left, bottom } = anchor.getBoundingClientRect();
  menu.open(left, bottom);
  menu.activateNextItem();
  return menu;
}
