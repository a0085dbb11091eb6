import { undrawnCuts } from '../analysis/cutplaces.js';
import type { ScanKind } from '../formats/scan.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import { modelKeys, type AnalysisModel, type ModelChange, type ModelScan } from '../model/index.js';
import { button, element } from './dom.js';
import { ViewerPart, type Guard } from './part.js';

/** A row of the list, and what it shows. */
interface IRow {
  node: HTMLElement;
  choose: HTMLButtonElement;
  remove: HTMLButtonElement;
  path: string | null;
  hasFailed: boolean | null;
  isActive: boolean | null;
}

/** The scans of an analysis, and what is known of the one that is shown. */
export class Sidebar extends ViewerPart {
  /** @param _isList whether scans can be chosen and removed; a lone scan needs no list. */
  constructor(
    model: AnalysisModel,
    guard: Guard,
    private _isList: boolean
  ) {
    super(model, 'jp-XESSidebar', guard);
    // shown in a narrow tab alone, where the rest is folded away
    this._fold.classList.add('jp-XESSidebar-fold');
    this._fold.setAttribute('aria-expanded', 'false');
    this.on(this._fold, 'click', 'Unfolding the sidebar', () => {
      const isOpen = this.node.classList.toggle('jp-mod-open');
      this._fold.setAttribute('aria-expanded', String(isOpen));
    });
    this.node.append(this._fold, this._list, this._facts);
  }

  override concerns({ view, paths, keys }: ModelChange): boolean {
    const { model } = this;
    return (
      !!(view || paths) ||
      keys.has(modelKeys.scans) ||
      keys.has(modelKeys.steps) ||
      !!model?.cuts.some(({ id }) => keys.has(id)) ||
      (this._isList
        ? !!model?.scans.some(({ id }) => keys.has(id))
        : keys.has(model?.active?.id ?? ''))
    );
  }

  /** Follow the model. What is the same stays, so that a drag of a cut costs nothing here. */
  update(): void {
    const { model } = this;
    if (!model) {
      return;
    }
    if (this._isList) {
      this._updateList(model);
    }
    const scan = model.active?.facts ?? null;
    const { kind } = model;
    const undrawn = undrawnCuts(model.cuts, model.map);
    if (scan !== this._described || kind !== this._kind || undrawn.join() !== this._undrawn) {
      this._described = scan;
      this._kind = kind;
      this._undrawn = undrawn.join();
      this._facts.replaceChildren(...facts(scan, kind, undrawn));
    }
  }

  override dispose(): void {
    this._described = null;
    this._rows = [];
    super.dispose();
  }

  /** Rows stay, so that the focus does; only what changed of them is written. */
  private _updateList({ scans, active }: AnalysisModel): void {
    while (this._rows.length > scans.length) {
      this._rows.pop()?.node.remove();
    }
    const added: HTMLElement[] = [];
    scans.forEach((scan, index) => {
      let row = this._rows[index];
      if (!row) {
        row = this._row(index);
        this._rows.push(row);
        added.push(row.node);
      }
      show(row, scan, scan === active);
    });
    if (added.length > 0) {
      this._list.append(...added);
    }
  }

  private _row(index: number): IRow {
    const node = element('div', 'jp-XESScan');
    const choose = button('', '');
    choose.onclick = () => this._choose(index);
    const remove = button('×', '');
    remove.onclick = () => this._remove(index);
    node.append(choose, remove);
    return { node, choose, remove, path: null, hasFailed: null, isActive: null };
  }

  private _choose(index: number): void {
    this.guard('Choosing a scan', () => this._of(index, (id, model) => model.setActive(id)));
  }

  private _remove(index: number): void {
    this.guard('Removing a scan', () => this._of(index, (id, model) => model.remove([id])));
  }

  private _of(index: number, work: (id: string, model: AnalysisModel) => void): void {
    const scan = this.model?.scans[index];
    if (this.model && scan) {
      work(scan.id, this.model);
    }
  }

  private _rows: IRow[] = [];
  private _described: ScanFacts | null = null;
  private _fold = button('Details', 'Show or hide what is known of the scans');
  private _list = element('div', 'jp-XESSidebar-scans');
  private _kind: ScanKind | null = null;
  private _undrawn = '';
  private _facts = element('dl', 'jp-XESSidebar-facts');
}

function show(row: IRow, { path, state }: ModelScan, isActive: boolean): void {
  const hasFailed = state === 'failed';
  if (row.path !== path || row.hasFailed !== hasFailed) {
    const name = path.split('/').pop() ?? path;
    row.choose.textContent = hasFailed ? `⚠ ${name}` : name;
    row.choose.title = path;
    row.remove.title = `Remove ${name} from the analysis`;
  }
  if (row.isActive !== isActive) {
    row.choose.setAttribute('aria-pressed', String(isActive));
  }
  Object.assign(row, { path, hasFailed, isActive });
}

/**
 * @param kind what the shown arm measured, which may be less than the scan.
 * @param undrawn what is said of cuts that the map does not show.
 */
function facts(scan: ScanFacts | null, kind: ScanKind | null, undrawn: string[]): HTMLElement[] {
  if (!scan) {
    return [];
  }
  const { metadata, points, warnings, links } = scan;
  const rows: [string, string][] = [
    ['Sample', metadata.sample],
    ['Kind', `${kind ?? scan.kind}, ${scan.shape.join(' × ')}`],
    ['Points', `${points.measured} of ${points.planned}`],
    ['Command', metadata.scanCommand],
    ['Start', metadata.startTime],
    ['Experiment', metadata.experiment],
    ...Object.entries(metadata.crystals).map(([name, crystal]): [string, string] => [
      `Crystal ${name}`,
      crystal
    ]),
    ...undrawn.map((message): [string, string] => ['Cut not drawn', message]),
    ...warnings.map(({ message }): [string, string] => ['⚠', message])
  ];
  return [
    ...rows
      .filter(([, value]) => value !== '')
      .flatMap(([name, value]) => [element('dt', '', name), element('dd', '', value)]),
    ...notFound(links.missing)
  ];
}

/** Files a scan links to that are not there, as frames often are: no reason for alarm. */
function notFound(missing: readonly string[]): HTMLElement[] {
  if (missing.length === 0) {
    return [];
  }
  const hint = 'Linked files; not needed for what is shown.';
  const name = element('dt', '', 'Not found');
  name.title = hint;
  return [
    name,
    ...missing.map(link => element('dd', '', link)),
    element('dd', 'jp-XESSidebar-hint', hint)
  ];
}
