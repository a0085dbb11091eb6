import type { AnalysisModel, ILoadedScan } from '../analysis/index.js';
import type { Scan } from '../formats/scan.js';
import { button, element } from './dom.js';
import { ViewerPart, type Guard } from './part.js';

/** The scans of an analysis, and what is known of the one that is shown. */
export class Sidebar extends ViewerPart {
  /** @param _isList whether scans can be chosen and removed; a lone scan needs no list. */
  constructor(
    model: AnalysisModel,
    guard: Guard,
    private _isList: boolean
  ) {
    super(model, 'jp-XESSidebar', guard);
    this.node.append(this._list, this._facts);
  }

  /** Follow the model. What is the same stays, so that a drag of a cut costs nothing here. */
  update(): void {
    const { model } = this;
    if (!model) {
      return;
    }
    const scans = model.scans.map(scan => [scan.path, scan.state, scan === model.active]);
    const listed = JSON.stringify(scans);
    if (this._isList && listed !== this._listed) {
      this._listed = listed;
      const focused = this._buttons().findIndex(node => node === document.activeElement);
      this._list.replaceChildren(...model.scans.map((scan, index) => this._row(scan, index)));
      this._buttons()[focused]?.focus();
    }
    const scan = model.active?.scan ?? null;
    if (scan !== this._described) {
      this._described = scan;
      this._facts.replaceChildren(...facts(scan));
    }
  }

  override dispose(): void {
    this._described = null;
    super.dispose();
  }

  private _buttons(): HTMLButtonElement[] {
    return [...this._list.querySelectorAll('button')];
  }

  private _row(scan: ILoadedScan, index: number): HTMLElement {
    const { path, state } = scan;
    const name = path.split('/').pop() ?? path;
    const row = element('div', 'jp-XESScan');
    const choose = button(state === 'failed' ? `⚠ ${name}` : name, path);
    choose.setAttribute('aria-pressed', String(this.model?.active === scan));
    choose.onclick = () => this._choose(index);
    const remove = button('×', `Remove ${name} from the analysis`);
    remove.onclick = () => this._remove(index);
    row.append(choose, remove);
    return row;
  }

  /** Another scan has other energies, so the zoom ends; limits that are pinned stay. */
  private _choose(index: number): void {
    this.guard('Choosing a scan', () => this.model?.setView({ active: index, zoom: null }));
  }

  private _remove(index: number): void {
    this.guard('Removing a scan', () => this.model?.removeScan(index));
  }

  private _listed = '';
  private _described: Scan | null = null;
  private _list = element('div', 'jp-XESSidebar-scans');
  private _facts = element('dl', 'jp-XESSidebar-facts');
}

function facts(scan: Scan | null): HTMLElement[] {
  if (!scan) {
    return [];
  }
  const { metadata, points, warnings, links } = scan;
  const rows: [string, string][] = [
    ['Sample', metadata.sample],
    ['Kind', `${scan.kind}, ${scan.shape.join(' × ')}`],
    ['Points', `${points.measured} of ${points.planned}`],
    ['Command', metadata.scanCommand],
    ['Start', metadata.startTime],
    ['Experiment', metadata.experiment],
    ...Object.entries(metadata.crystals).map(([name, crystal]): [string, string] => [
      `Crystal ${name}`,
      crystal
    ]),
    ...warnings.map(({ message }): [string, string] => ['⚠', message]),
    ...links.missing.map((link): [string, string] => ['Missing', link])
  ];
  return rows
    .filter(([, value]) => value !== '')
    .flatMap(([name, value]) => [element('dt', '', name), element('dd', '', value)]);
}
