import { Dialog } from '@jupyterlab/apputils';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { DataFormat } from '../../analysis/output/format.js';
import { DisposableStore, Lifetime } from '../../lifecycle/index.js';
import type { ExportChoice, ExportRows, PlannedFile } from '../../model/index.js';
import { checkbox, element, fill, labelled } from '../dom.js';

/** What is exported, and where to. */
export interface ExportDecision {
  files: readonly PlannedFile[];
  /** Why some rows have no files, in sentences. */
  failures: readonly string[];
  to: 'folder' | 'download';
}

/** Which rows are exported; `named`: those named by a command. */
export type RowsChoice = ExportRows | 'named';

/** The files that rows are exported to. */
export interface ExportPlan {
  files: readonly PlannedFile[];
  /** Why some of them have no files, in sentences. */
  failures: readonly string[];
}

export interface IExportFormOptions {
  /** How many rows each choice has. */
  counts: Readonly<Partial<Record<RowsChoice, number>>>;
  rows: RowsChoice;
  /** The document's folder, as shown to the user. */
  folder: string;
  /** Whether files can be written to that folder. */
  isWritable: boolean;
  /**
   * Plan the files for some rows; computes results that are missing. @throws the reason if it
   * can't.
   */
  plan: (rows: RowsChoice, choice: ExportChoice) => Promise<ExportPlan>;
}

const rowNames: Readonly<Record<RowsChoice, string>> = {
  named: 'The named rows',
  shown: 'Everything shown',
  selected: 'The rows selected in the list'
};

/** Most failures listed individually; the rest are counted. */
const mostListed = 5;

const formats: readonly (readonly [DataFormat, string])[] = [
  ['csv', 'CSV: for spreadsheets, Origin and scripts'],
  ['nexus', 'NeXus: for silx, h5web, DAWN; all in one file, with counts'],
  ['ascii', 'Columns (.dat): for Athena and Larix']
];

/** Asks which results to export, in which format, and where to; previews the names of the files. */
export class ExportForm extends Widget implements Dialog.IBodyWidget<ExportDecision> {
  constructor(private _options: IExportFormOptions) {
    super();
    this.addClass('jp-XESExportForm');
    const { counts, rows, folder, isWritable } = _options;
    const choices = Object.keys(rowNames) as RowsChoice[];
    fill(
      this._rows,
      choices
        .filter(choice => counts[choice] !== undefined)
        .map(choice => [choice, `${rowNames[choice]} (${counts[choice]})`] as const)
    );
    this._rows.value = rows;
    fill(this._format, formats);
    const where = folder === '' ? 'the root folder' : folder;
    fill(this._place, [
      ['folder', `Next to the document, in ${where}`],
      ['download', 'Download to this computer']
    ]);
    this._place.value = isWritable ? 'folder' : 'download';
    this._place.options[0].disabled = !isWritable;
    const locked = element(
      'p',
      'jp-XESExportForm-note',
      `${where} is read-only: nothing can be written next to the document.`
    );
    this._status.setAttribute('role', 'status');
    this._list.setAttribute('aria-label', 'Files');
    this._missing.setAttribute('aria-label', 'Not exported');
    this.node.append(
      labelled('Results', this._rows),
      labelled('Format', this._format),
      labelled('Where', this._place),
      ...(isWritable ? [] : [locked]),
      this._numbersLabel,
      this._status,
      this._list,
      this._missing
    );
    this._owned.listen(this._list, 'change', () => this._allow());
    for (const control of [this._rows, this._format, this._numbers]) {
      this._owned.listen(control, 'change', () => void this._plan());
    }
    void this._plan();
  }

  getValue(): ExportDecision {
    const files = this._files.filter((_, i) => this._boxes[i]?.checked);
    return {
      files,
      failures: this._failures,
      to: this._place.value === 'folder' ? 'folder' : 'download'
    };
  }

  override dispose(): void {
    this._owned.dispose();
    this._files = [];
    super.dispose();
  }

  /** Validity is reported to the dialog only from here on: widgets within it are attached first. */
  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    void Promise.resolve().then(() => {
      if (this._lifetime.isAlive) {
        this._allow();
      }
    });
  }

  private async _plan(): Promise<void> {
    const turn = ++this._turn;
    const choice = {
      format: this._format.value as DataFormat,
      hasNumbers: this._numbers.checked
    };
    this._show({ files: [], failures: [] }, 'Checking the results…');
    try {
      const plan = await this._options.plan(this._rows.value as RowsChoice, choice);
      if (this._lifetime.isAlive && turn === this._turn) {
        this._show(plan, sentenceOf(plan));
      }
    } catch (error) {
      if (this._lifetime.isAlive && turn === this._turn) {
        const status = error instanceof Error ? error.message : String(error);
        this._show({ files: [], failures: [] }, status);
      }
    }
  }

  private _show({ files, failures }: ExportPlan, status: string): void {
    this._files = files;
    this._failures = failures;
    this._status.textContent = status;
    this._missing.replaceChildren(
      ...shortened(failures).map(sentence => element('li', '', sentence))
    );
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
    this._allow();
  }

  /**
   * Allow the export if there is something to export: a dialog accepts nothing while any of its
   * controls is invalid.
   */
  private _allow(): void {
    const isAny = this._boxes.some(({ checked }) => checked);
    const why = this._files.length === 0 ? (this._status.textContent ?? '') : 'Tick a file.';
    this._format.setCustomValidity(isAny ? '' : why);
    this._status.dispatchEvent(new Event('input', { bubbles: true }));
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
  private _missing = element('ul', 'jp-XESExportForm-missing');
  private _boxes: HTMLInputElement[] = [];
  private _files: readonly PlannedFile[] = [];
  private _failures: readonly string[] = [];
  private _turn = 0;
}

function select(): HTMLSelectElement {
  return element('select', 'jp-mod-styled');
}

function sentenceOf({ files, failures }: ExportPlan): string {
  const missing = failures.length === 0 ? '' : ` Without ${failures.length} that failed:`;
  if (files.length === 0) {
    return `These rows have nothing to export yet.${missing}`;
  }
  return files.length === 1
    ? `One file; if its name is taken, a number is added.${missing}`
    : `${files.length} files; if a name is taken, a number is added.${missing}`;
}

/** The first few sentences, and how many more there are. */
export function shortened(sentences: readonly string[]): string[] {
  const rest = sentences.length - mostListed;
  return [...sentences.slice(0, mostListed), ...(rest > 0 ? [`And ${rest} more.`] : [])];
}

/** Ask what to export. @returns null if the dialog was cancelled. */
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
