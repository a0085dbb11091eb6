import { Dialog, showDialog } from '@jupyterlab/apputils';
import { Widget } from '@lumino/widgets';
import { element } from './dom.js';
import {
  aboutSection,
  helpSections,
  type HelpLine,
  type IHelpSection,
  type IRuns
} from './helptext.js';

/**
 * Show how to use the viewer, and the versions that are running.
 * @param lab the application with its version. @param server what the server extension reports,
 * once it does.
 */
export async function showHelp(lab: string, server: Promise<IRuns['server']>): Promise<void> {
  const body = new Widget();
  body.addClass('jp-XESHelp');
  body.node.tabIndex = 0; // so that keys scroll it
  body.node.append(...helpSections.flatMap(sectionOf));
  const about = server.then(found => {
    if (!body.isDisposed) {
      body.node.append(...sectionOf(aboutSection({ lab, server: found })));
    }
  });
  await showDialog({ title: 'X-ray Emission', body, buttons: [Dialog.okButton()] });
  await about;
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
