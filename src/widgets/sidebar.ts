import type { AnalysisModel, ILoadedScan } from '../analysis/index.js';
import type { Scan } from '../formats/scan.js';
import { button, element } from './dom.js';

export interface ISidebarOptions {
  model: AnalysisModel;
  guard: (doing: string, work: () => unknown) => void;
  /** Asks for scans to add; absent for a lone scan. */
  onAddScans?: () => void;
}

/** The scans of an analysis, and what is known of the one that is shown. */
export class Sidebar {
  constructor(private _options: ISidebarOptions) {
    this.node.append(this._list, this._facts);
  }

  readonly node = element('div', 'jp-XESSidebar');

  /** Follow the model. What is the same stays, so that a drag of a cut costs nothing here. */
  update(): void {
    const { model, onAddScans } = this._options;
    const scans = model.scans.map(scan => [scan.path, scan.state, scan === model.active]);
    const listed = JSON.stringify(scans);
    if (onAddScans && listed !== this._listed) {
      this._listed = listed;
      const focused = this._buttons().findIndex(node => node === document.activeElement);
      this._list.replaceChildren();
      model.scans.forEach((scan, index) => this._list.append(this._row(scan, index)));
      const add = button('Add scans…', 'Choose scans to add to this analysis');
      add.onclick = () => this._options.guard('Adding scans', onAddScans);
      this._list.append(add);
      this._buttons()[focused]?.focus();
    }
    const scan = model.active?.scan ?? null;
    if (scan !== this._described) {
      this._described = scan;
      this._facts.replaceChildren(...facts(scan));
    }
  }

  dispose(): void {
    this._described = null;
    this.node.replaceChildren();
  }

  private _buttons(): HTMLButtonElement[] {
    return [...this._list.querySelectorAll('button')];
  }

  private _row(scan: ILoadedScan, index: number): HTMLElement {
    const { model, guard } = this._options;
    const name = scan.path.split('/').pop() ?? scan.path;
    const row = element('div', 'jp-XESScan');
    const choose = button(scan.state === 'failed' ? `⚠ ${name}` : name, scan.path);
    choose.setAttribute('aria-pressed', String(model.active === scan));
    choose.onclick = () =>
      guard('Choosing a scan', () => model.setView({ active: index, zoom: null, limits: null }));
    const remove = button('×', `Remove ${name} from the analysis`);
    remove.onclick = () => guard('Removing a scan', () => model.removeScan(index));
    row.append(choose, remove);
    return row;
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
