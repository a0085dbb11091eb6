import { Dialog } from '@jupyterlab/apputils';
import { Widget } from '@lumino/widgets';
import type { DataFormat } from '../../analysis/output/format.js';
import { DisposableStore, Lifetime } from '../../lifecycle/index.js';
import type { ExportChoice, ExportRows, PlannedFile } from '../../model/index.js';
import { checkbox, element, fill, labelled } from '../dom.js';

/** What is exported, and where it goes. */
export interface ExportDecision {
  files: readonly PlannedFile[];
  to: 'folder' | 'download';
}

export interface IExportFormOptions {
  /** How many rows there are of each. */
  counts: Readonly<Record<ExportRows, number>>;
  rows: ExportRows;
  /** The folder of the document, as a person knows it. */
  folder: string;
  /** Whether files can be written there. */
  isWritable: boolean;
  /** The files that rows become; computes what is not there yet. @throws why it can't. */
  plan: (rows: ExportRows, choice: ExportChoice) => Promise<readonly PlannedFile[]>;
}

const formats: readonly (readonly [DataFormat, string])[] = [
  ['csv', 'CSV: for spreadsheets, Origin and scripts'],
  ['nexus', 'NeXus: for silx, h5web, DAWN; all in one file, with counts'],
  ['ascii', 'Columns (.dat): for Athena and Larix']
];

/** Asks which results are written, as what, and where; shows the names of the files before. */
export class ExportForm extends Widget implements Dialog.IBodyWidget<ExportDecision> {
  constructor(private _options: IExportFormOptions) {
    super();
    this.addClass('jp-XESExportForm');
    const { counts, rows, folder, isWritable } = _options;
    fill(this._rows, [
      ['shown', `All that is shown (${counts.shown})`],
      ['selected', `What is selected in the list (${counts.selected})`]
    ]);
    this._rows.value = rows;
    fill(this._format, formats);
    const where = folder === '' ? 'the root folder' : folder;
    fill(this._place, [
      ['folder', `Beside the document, in ${where}`],
      ['download', 'Download to this computer']
    ]);
    this._place.value = isWritable ? 'folder' : 'download';
    this._place.options[0].disabled = !isWritable;
    const locked = element(
      'p',
      'jp-XESExportForm-note',
      `${where} can only be read: nothing can be written beside the document.`
    );
    this._status.setAttribute('role', 'status');
    this._list.setAttribute('aria-label', 'Files');
    this.node.append(
      labelled('Results', this._rows),
      labelled('Format', this._format),
      labelled('Where', this._place),
      ...(isWritable ? [] : [locked]),
      this._numbersLabel,
      this._status,
      this._list
    );
    for (const control of [this._rows, this._format, this._numbers]) {
      this._owned.listen(control, 'change', () => void this._plan());
    }
    void this._plan();
  }

  getValue(): ExportDecision {
    const files = this._files.filter((_, i) => this._boxes[i]?.checked);
    return { files, to: this._place.value === 'folder' ? 'folder' : 'download' };
  }

  override dispose(): void {
    this._owned.dispose();
    this._files = [];
    super.dispose();
  }

  private async _plan(): Promise<void> {
    const turn = ++this._turn;
    const choice = {
      format: this._format.value as DataFormat,
      hasNumbers: this._numbers.checked
    };
    this._show([], 'Looking at what there is…');
    try {
      const files = await this._options.plan(this._rows.value as ExportRows, choice);
      if (this._lifetime.isAlive && turn === this._turn) {
        this._show(files, sentenceOf(files.length));
      }
    } catch (error) {
      if (this._lifetime.isAlive && turn === this._turn) {
        this._show([], error instanceof Error ? error.message : String(error));
      }
    }
  }

  private _show(files: readonly PlannedFile[], status: string): void {
    this._files = files;
    this._status.textContent = status;
    this._boxes = files.map(() => checkbox());
    this._list.replaceChildren(
      ...files.map(({ name, holds }, i) => {
        this._boxes[i].checked = true;
        const row = element('li', '');
        const label = labelled(name, this._boxes[i]);
        label.title = `${name}: ${holds}`;
        label.append(element('span', 'jp-XESExportForm-holds', holds));
        row.append(label);
        return row;
      })
    );
  }

  private _owned = new DisposableStore();
  private _lifetime = this._owned.add(new Lifetime());
  private _rows = select();
  private _format = select();
  private _place = select();
  private _numbers = checkbox();
  private _numbersLabel = labelled('Also the numbers of these results, as a table', this._numbers);
  private _status = element('p', 'jp-XESExportForm-note');
  private _list = element('ul', 'jp-XESExportForm-files');
  private _boxes: HTMLInputElement[] = [];
  private _files: readonly PlannedFile[] = [];
  private _turn = 0;
}

function select(): HTMLSelectElement {
  return element('select', 'jp-mod-styled');
}

function sentenceOf(count: number): string {
  if (count === 0) {
    return 'There is nothing to write of these rows yet.';
  }
  return count === 1
    ? 'One file; where there is one of its name it gets a number.'
    : `${count} files; where there is one of its name it gets a number.`;
}

/** Ask what is exported. @returns null where the dialog was cancelled. */
export async function askForExport(options: IExportFormOptions): Promise<ExportDecision | null> {
  const dialog = new Dialog<ExportDecision>({
    title: 'Export Data',
    body: new ExportForm(options),
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: 'Export' })],
    focusNodeSelector: '.jp-XESExportForm select'
  });
  const { button, value } = await dialog.launch();
  return button.accept ? value : null;
}
