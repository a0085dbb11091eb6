import type { AxesView, ContoursView, MapView } from '../analysis/document/index.js';
import { maxFactor, maxOffset } from '../analysis/document/readview.js';
import type { AnalysisModel } from '../model/index.js';
import { usualContours } from './contours/usual.js';
import { button, checkbox, element, labelled } from './dom.js';
import { iconToggle } from './icontoggle.js';
import { ViewerPart, type Guard } from './part.js';

/** What the controls need to know of the drawing. */
export interface IPictured {
  hasMap: boolean;
  hasSpectra: boolean;
  /** Whether there are several curves: one alone can't be offset from another. */
  isSeveral: boolean;
  /** Whether the curves form groups far apart in energy. */
  areFarApart: boolean;
  /** Offset of each curve from the next; null if there is none. */
  step: number | null;
}

const nothing: IPictured = {
  hasMap: false,
  hasSpectra: false,
  isSeveral: false,
  areFarApart: false,
  step: null
};

export interface IPictureEvents {
  /** Called when the drag mode, or whether numbers are shown, has changed. */
  onChange: () => void;
  /** Lets the user save a figure for a paper. @param anchor where to open. */
  openPaper: (anchor: HTMLElement) => void;
  /** Lets the user choose how contours are drawn. @param anchor where to open. */
  openContours: (anchor: HTMLElement) => void;
  /** Lets the user choose which profiles are drawn, and where. @param anchor where to open. */
  openProfiles: (anchor: HTMLElement) => void;
}

/** Factor by which an arrow key changes an offset. */
const growth = 1.25;

/** How curves and maps are drawn: offset, on a grid, in equal aspect; and what a drag does. */
export class PictureControls extends ViewerPart {
  constructor(
    model: AnalysisModel,
    guard: Guard,
    private _events: IPictureEvents
  ) {
    super(model, 'jp-XESPictureControls', guard);
    const { _waterfall: waterfall, _contours: contours, _beside: beside } = this;
    const { _aspect: aspect, _grid: grid, _pan: pan } = this;
    this.on(waterfall, 'change', 'Raising curves', () =>
      this._setAxes({
        waterfall: waterfall.checked ? { offset: null, factor: null } : undefined,
        y: null
      })
    );
    this.on(beside, 'change', 'Choosing axes', () =>
      this._setAxes({ beside: beside.checked ? undefined : false, x: null, y: null })
    );
    this.on(aspect, 'change', 'Choosing the aspect', () =>
      this._setMap({ aspect: aspect.checked ? 'equal' : undefined })
    );
    this.on(contours, 'change', 'Drawing contours', () =>
      this._setMap({ contours: contours.checked ? this._contoursBefore : null })
    );
    this.on(this._options, 'click', 'Drawing contours', () =>
      this._events.openContours(this._options)
    );
    this.on(this._profiles, 'click', 'Choosing profiles', () =>
      this._events.openProfiles(this._profiles)
    );
    this.on(this._paper, 'click', 'Saving the figure', () => this._events.openPaper(this._paper));
    this.on(this._same, 'change', 'Choosing the limits', () =>
      this._setMap({ sameLimits: this._same.checked || undefined })
    );
    this.on(grid, 'change', 'Choosing the grid', () => this._setGrid(grid.checked));
    this.on(pan, 'change', 'Choosing what a drag does', () => this._events.onChange());
    this.on(this._table, 'change', 'Showing numbers', () => this._events.onChange());
    this.on(this._crop, 'click', 'Cropping the map', () => this.model?.cropToVisible());
    this._offset.type = 'number';
    this._offset.step = 'any';
    this.on(this._offset, 'change', 'Raising curves', () => this._typed());
    this.owned.listen<KeyboardEvent>(this._offset, 'keydown', event =>
      this.guard('Raising curves', () => this._press(event))
    );
    this.node.append(...Object.values(this._labels));
    this._labels.contours.before(this._profiles);
    this._labels.contours.after(this._options);
    this.node.append(this._crop, this._paper);
  }

  /** Let the user save a figure for a paper. */
  openPaper(): void {
    this._events.openPaper(this._paper);
  }

  /** What is drawn; set before an update. */
  pictured = nothing;

  /** The drag mode. */
  get drag(): 'zoom' | 'pan' {
    return this._pan.checked ? 'pan' : 'zoom';
  }

  /** Whether the numbers of the drawing are shown below it. */
  get isTabled(): boolean {
    return this._table.checked;
  }

  /** Update from the model. */
  update(): void {
    const { model, pictured } = this;
    if (!model) {
      return;
    }
    const { hasMap, hasSpectra, isSeveral, areFarApart, step } = pictured;
    const { axes, map } = model.view;
    const hasCuts = model.cuts.length + model.lineCuts.length > 0;
    const { waterfall, offset, beside, contours, aspect, grid, pan } = this._labels;
    waterfall.hidden = !hasSpectra || (!isSeveral && !axes.waterfall);
    offset.hidden = waterfall.hidden || !axes.waterfall;
    beside.hidden = !areFarApart;
    aspect.hidden = contours.hidden = this._profiles.hidden = !hasMap;
    this._labels.same.hidden = !hasMap || model.mapsShown.maps.length < 2;
    this._same.checked = map.sameLimits === true;
    this._contours.checked = map.contours !== null;
    this._crop.hidden = !hasMap || map.zoom === null;
    this._options.hidden = !hasMap || map.contours === null;
    this._lastContours = map.contours ?? this._lastContours;
    grid.hidden = pan.hidden = !hasMap && !hasSpectra;
    this._labels.table.hidden = !hasSpectra && !(hasMap && hasCuts);
    this._waterfall.checked = axes.waterfall !== undefined;
    this._beside.checked = axes.beside !== false;
    this._aspect.checked = map.aspect === 'equal';
    this._grid.checked = hasMap ? map.grid === true : axes.grid !== false;
    this._showStep(axes, step);
    this.node.hidden = pan.hidden;
  }

  private get _contoursBefore(): ContoursView {
    return this._lastContours ?? usualContours(this.model?.mapView ?? { scale: 'linear' });
  }

  private _showStep({ waterfall, logY }: AxesView, step: number | null): void {
    const typed = (logY ? waterfall?.factor : waterfall?.offset) ?? null;
    const words = logY ? 'times' : 'by';
    const [label] = this._labels.offset.children;
    label.textContent = words;
    this._offset.title = logY
      ? 'Factor between each curve and the next; if empty, it is chosen automatically'
      : 'Offset of each curve from the next, intensity; if empty, it is chosen automatically';
    this._offset.setAttribute('aria-label', logY ? 'Waterfall factor' : 'Waterfall offset');
    this._offset.placeholder = step === null ? '' : String(Number(step.toPrecision(3)));
    // what is being typed stays until a different value has to be shown
    if (typed !== this._shownStep) {
      this._shownStep = typed;
      this._offset.value = typed === null ? '' : String(typed);
    }
  }

  private _setAxes(axes: Partial<AxesView>): void {
    this.model?.setAxesView(axes);
  }

  private _setMap(map: Partial<MapView>): void {
    this.model?.setView(map);
  }

  /** For a map and curves alike. */
  private _setGrid(isOn: boolean): void {
    const { hasMap, hasSpectra } = this.pictured;
    if (hasMap) {
      this._setMap({ grid: isOn || undefined });
    }
    if (hasSpectra) {
      this._setAxes({ grid: isOn ? undefined : false });
    }
  }

  private _typed(): void {
    const { value } = this._offset;
    this._raise(value === '' ? null : Number(value));
  }

  /** Set the offset; invalid input is ignored. @param step null for one that suits the curves. */
  private _raise(step: number | null): void {
    const { axes } = this.model?.view ?? {};
    if (!axes?.waterfall) {
      return;
    }
    const isLog = axes.logY;
    const [least, most] = isLog ? [1, maxFactor] : [0, maxOffset];
    if (step === null || (step > least && step <= most)) {
      const next = isLog ? { factor: step } : { offset: step };
      this._setAxes({ waterfall: { ...axes.waterfall, ...next }, y: null });
    }
    this._shownStep = undefined; // stop showing the invalid input
    this.update();
  }

  /** Arrow keys scale the offset: steps of whole numbers would not suit intensities. */
  private _press(event: KeyboardEvent): void {
    const { step } = this.pictured;
    const way = { ArrowUp: growth, ArrowDown: 1 / growth }[event.key];
    if (way === undefined || step === null) {
      return;
    }
    event.preventDefault();
    const least = this.model?.view.axes.logY ? 1 : 0;
    this._raise(least + Number(((step - least) * way).toPrecision(3)));
  }

  /** The typed text, as shown; undefined if it has to be shown again. */
  private _shownStep: number | null | undefined = null;
  private _waterfall = checkbox();
  private _offset = element('input', 'jp-mod-styled');
  private _contours = checkbox();
  private _profiles = button('Profiles…', 'Which profiles are drawn next to the map, and where');
  private _options = button('Contours…', 'How many contours, how they are drawn');
  private _crop = button(
    'Crop to visible range',
    'Add the visible part of the map as a new result: the measured cells, unchanged'
  );
  private _paper = button('Figure…', 'Save the plots as a figure for a paper: SVG, PDF or PNG');
  /** How contours were last drawn in this viewer; null before. */
  private _lastContours: ContoursView | null = null;
  private _beside = checkbox();
  private _aspect = checkbox();
  private _grid = checkbox();
  private _same = checkbox();
  private _pan = checkbox();
  private _table = checkbox();
  private _labels = {
    waterfall: iconToggle(
      'Waterfall',
      'each curve offset from the next in the list; readouts and saved data stay as measured',
      this._waterfall,
      'M1 14h4l1.5-4L8 14h7M1 10h4l1.5-4L8 10h7M1 6h4l1.5-4L8 6h7'
    ),
    offset: labelled('by', this._offset),
    beside: iconToggle(
      'Side by side',
      'groups of spectra that are far apart in energy have their own axes; otherwise all share one',
      this._beside,
      'M1 2v12h6M9 2v12h6M2 12l2-6 2 6M10 12l2-4 2 4'
    ),
    same: labelled('Same limits', this._same),
    contours: iconToggle(
      'Contours',
      'lines of equal intensity over the map',
      this._contours,
      'M8 6.5a2 1.5 0 1 0 .01 0M8 4a5 4 0 1 0 .01 0M8 1.5a7 6.4 0 1 0 .01 0'
    ),
    aspect: iconToggle(
      'Equal aspect',
      'one eV has the same length on both axes',
      this._aspect,
      'M2 2h12v12H2zM5 11l6-6M8 5h3v3M8 11H5V8'
    ),
    grid: iconToggle(
      'Grid',
      'lines at the ticks of the axes',
      this._grid,
      'M2 2h12v12H2zM2 6h12M2 10h12M6 2v12M10 2v12'
    ),
    pan: iconToggle(
      'Pan',
      'a drag pans instead of zooming, as it does with Shift or the middle button. The wheel zooms about the pointer',
      this._pan,
      'M8 1v14M1 8h14M6 3l2-2 2 2M6 13l2 2 2-2M3 6L1 8l2 2M13 6l2 2-2 2'
    ),
    table: iconToggle(
      'Numbers',
      'a table of each curve, or of the profiles along the cuts of a map, below the plots',
      this._table,
      'M1 3h14M1 6.5h4M7 6.5h8M1 10h4M7 10h8M1 13.5h4M7 13.5h8'
    )
  };
}
