import { Dialog, showDialog } from '@jupyterlab/apputils';
import { Widget } from '@lumino/widgets';
import { element } from './dom.js';
import { helpSections, type HelpLine, type IHelpSection } from './helptext.js';

/** Show how the viewer is used. */
export async function showHelp(): Promise<void> {
  const body = new Widget();
  body.addClass('jp-XESHelp');
  body.node.tabIndex = 0; // so that keys scroll it
  body.node.append(...helpSections.flatMap(sectionOf));
  await showDialog({ title: 'X-ray Emission', body, buttons: [Dialog.okButton()] });
}

function sectionOf({ title, lines }: IHelpSection): HTMLElement[] {
  const list = element('ul', 'jp-XESHelp-list');
  list.append(...lines.map(itemOf));
  return [element('h3', 'jp-XESHelp-title', title), list];
}

function itemOf(line: HelpLine): HTMLElement {
  if (typeof line === 'string') {
    return element('li', '', line);
  }
  const [keys, does] = line;
  const item = element('li', 'jp-XESHelp-key');
  item.append(element('kbd', '', keys), ` ${does}`);
  return item;
}
