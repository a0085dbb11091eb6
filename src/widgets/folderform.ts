import { Dialog } from '@jupyterlab/apputils';
import { Widget } from '@lumino/widgets';
import { DisposableStore, Lifetime } from '../lifecycle/index.js';
import { element, labelled } from './dom.js';

/** Some files of a folder. */
export interface FolderChoice {
  /** Path from the root, without leading or trailing slashes. */
  folder: string;
  pattern: string;
}

export interface IFolderFormOptions {
  folder: string;
  /**
   * Lists a folder. @returns a function from a pattern to the paths of the files whose names match.
   * @throws the reason if it can't.
   */
  list: (folder: string) => Promise<(pattern: string) => readonly string[]>;
}

/** Most names listed by the dialog. */
const mostListed = 200;

/** Asks for a folder and a pattern, and lists the files that match; none of them is read. */
export class FolderForm extends Widget implements Dialog.IBodyWidget<FolderChoice> {
  constructor(private _options: IFolderFormOptions) {
    super();
    this.addClass('jp-XESFolderForm');
    this._folder.value = _options.folder;
    this._folder.placeholder = 'the root folder';
    this._pattern.placeholder = 'all; for example *VtC*.nxs, *.dat';
    this._found.setAttribute('role', 'status');
    this._names.setAttribute('aria-label', 'Files that match');
    this.node.append(
      labelled('Folder', this._folder),
      labelled('Names', this._pattern),
      this._found,
      this._names
    );
    this._owned.listen(this._folder, 'change', () => void this._list());
    this._owned.listen(this._pattern, 'input', () => this._show());
    void this._list();
  }

  getValue(): FolderChoice {
    const folder = this._folder.value.trim().replace(/^\/+|\/+$/g, '');
    return { folder, pattern: this._pattern.value };
  }

  override dispose(): void {
    this._owned.dispose();
    this._match = null;
    super.dispose();
  }

  private async _list(): Promise<void> {
    const { folder } = this.getValue();
    let match: FolderForm['_match'] = null;
    let problem = '';
    try {
      match = await this._options.list(folder);
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    if (this._lifetime.isAlive && folder === this.getValue().folder) {
      this._match = match;
      this._problem = problem;
      this._show();
    }
  }

  private _show(): void {
    const paths = this._match?.(this._pattern.value) ?? [];
    const count = paths.length === 1 ? '1 file matches.' : `${paths.length} files match.`;
    this._found.textContent = this._problem || (this._match ? count : 'Looking…');
    const items = paths.slice(0, mostListed).map(path => element('li', '', nameOf(path)));
    const rest = paths.length - items.length;
    const more = rest > 0 ? [element('li', 'jp-mod-more', `and ${rest} more`)] : [];
    this._names.replaceChildren(...items, ...more);
  }

  private _owned = new DisposableStore();
  private _lifetime = this._owned.add(new Lifetime());
  private _folder = textInput();
  private _pattern = textInput();
  private _found = element('p', 'jp-XESFolderForm-found', 'Looking…');
  private _names = element('ul', 'jp-XESFolderForm-names');
  private _match: ((pattern: string) => readonly string[]) | null = null;
  private _problem = '';
}

function textInput(): HTMLInputElement {
  const input = element('input', 'jp-mod-styled');
  input.type = 'text';
  return input;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Ask for the scans of a folder. @returns null if the dialog was cancelled. */
export async function askForFolder(options: IFolderFormOptions): Promise<FolderChoice | null> {
  const dialog = new Dialog<FolderChoice>({
    title: 'Add Scans from Folder',
    body: new FolderForm(options),
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: 'Add' })],
    focusNodeSelector: '.jp-XESFolderForm label:nth-of-type(2) input'
  });
  const { button, value } = await dialog.launch();
  return button.accept ? value : null;
}
