import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';
import type { IDiagnostics } from '../../diagnostics/types.js';
import { DisposableStore } from '../../lifecycle/index.js';
import type { AnalysisModel } from '../../model/index.js';
import type { Guard } from '../part.js';
import { ColumnsAsking, type IAskedScan } from './asking.js';
import { ColumnsFoot } from './columnsfoot.js';
import { ColumnsForm } from './columnsform.js';
import { ColumnsPart } from './part.js';
import { PreviewPanel } from './previewpanel.js';
import type { IColumnsAnswer, IColumnsSource } from './types.js';

export interface IColumnsDialogOptions {
  scan: IAskedScan;
  source: IColumnsSource;
  /** Model for the preview, without a document; disposed of with the dialog. */
  preview: AnalysisModel;
  diagnostics: IDiagnostics;
  guard: Guard;
  /** Called with the answer. */
  onUse: (answer: IColumnsAnswer) => void;
}

/**
 * Asks the user to assign the arrays of a file, and previews the result. Modal: the page below
 * takes no input.
 */
export class ColumnsDialog extends Widget {
  constructor({ scan, source, preview, diagnostics, guard, onUse }: IColumnsDialogOptions) {
    super({ node: document.createElement('dialog') });
    this.addClass('jp-XESColumns');
    this.node.setAttribute('aria-label', 'Columns');
    this._guard = guard;
    this._onUse = onUse;
    const asking = this._owned.add(new ColumnsAsking(scan, source, preview, guard));
    this._asking = asking;
    this._preview = new PreviewPanel({ asking, diagnostics });
    const use = () => this.use();
    const end = () => this.end();
    this._parts = [
      new ColumnsPart('jp-XESColumns-form', 'the columns', guard, () => (
        <ColumnsForm asking={asking} />
      )),
      new ColumnsPart('jp-XESColumns-foot', 'the buttons', guard, () => (
        <ColumnsFoot asking={asking} onUse={use} onCancel={end} />
      ))
    ];
    const [form, foot] = this._parts;
    const layout = (this.layout = new PanelLayout());
    [form, this._preview, foot].forEach(widget => layout.addWidget(widget));
    asking.changed.connect(this._onChanged, this);
    this._owned.listen(this.node, 'cancel', event => {
      event.preventDefault();
      this.end();
    });
    this._owned.listen<KeyboardEvent>(this.node, 'keydown', event => this._onKey(event));
    guard('Listing the columns', () => asking.listed);
  }

  /** Use the answer and close, if the scan can be read with it. */
  use(): void {
    const answer = this._asking?.answer;
    const onUse = this._onUse;
    if (answer && onUse) {
      this._guard?.('Using the columns', () => onUse(answer));
      // the model requests what the preview has read within this turn, so that it is not read again
      void Promise.resolve().then(() => this.end());
    }
  }

  /** Close and restore the focus. */
  end(): void {
    if (!this.isDisposed) {
      (this.node as HTMLDialogElement).close();
      this.dispose();
      this._before?.focus({ preventScroll: true });
      this._before = null;
    }
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    try {
      this._asking?.changed.disconnect(this._onChanged, this);
      this._parts.forEach(part => part.dispose());
      this._preview.dispose();
      this._owned.dispose();
    } finally {
      this._asking = this._guard = this._onUse = null;
      super.dispose();
    }
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    (this.node as HTMLDialogElement).showModal();
    this._onChanged();
  }

  /** Enter uses the answer, except where it has another meaning. */
  private _onKey(event: KeyboardEvent): void {
    const { target } = event;
    const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (event.key === 'Enter' && (isField || target === this.node) && !event.isComposing) {
      event.preventDefault();
      this.use();
    }
  }

  private _onChanged(): void {
    this._parts.forEach(part => part.update());
    this._guard?.('Showing the columns', () => this._preview.showAll());
  }

  private _owned = new DisposableStore();
  private _asking: ColumnsAsking | null;
  private _guard: Guard | null;
  private _onUse: ((answer: IColumnsAnswer) => void) | null;
  private _parts: readonly ColumnsPart[];
  private _preview: PreviewPanel;
  /** Element that had the focus when the dialog opened. */
  private _before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
}
