import { ReactWidget } from '@jupyterlab/ui-components';
import { MessageLoop, type Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { MutableDisposable } from '../../lifecycle/index.js';
import { modelKeys, type AnalysisModel, type ModelChange } from '../../model/index.js';
import { Rendered, type IRenderer } from '../../workarounds/index.js';
import type { Guard } from '../part.js';
import type { Picks } from '../picks.js';
import { InspectorActions } from './actions.js';
import { openAddStep } from './addstep.js';
import { loadCatalog, type Catalog } from './catalog.js';
import { inspect, inspectedRefs } from './inspect.js';
import { KeepFocus } from './keepfocus.js';
import { pickingOf } from './form/picking.js';
import { ManyPanel } from './manypanel.js';
import { ScanPanel } from './scanpanel.js';
import { StepPanel } from './steppanel.js';

export interface IInspectorOptions {
  model: AnalysisModel;
  guard: Guard;
  /** What is picked on the plot; absent where there is no plot. */
  picks?: Picks;
}

let count = 0;

/** What is known of the selected row: parameters, numbers, details, warnings, metadata. */
export class Inspector extends ReactWidget {
  constructor({ model, guard, picks }: IInspectorOptions) {
    super();
    this.addClass('jp-XESInspector');
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', 'Inspector');
    this._model = model;
    this._guard = guard;
    const addStep = (anchor: HTMLElement) => this._addStep(anchor);
    this._actions = new InspectorActions(() => this._model, guard, addStep);
    model.changed.connect(this._onChanged, this);
    this._picks = picks ?? null;
    picks?.changed.connect(this._onPicks, this);
  }

  /** Give the field of a parameter the focus, with its text selected. */
  focusField(name: string): void {
    MessageLoop.sendMessage(this, Widget.Msg.UpdateRequest);
    const fields = this.node.querySelectorAll<HTMLInputElement>('input, textarea');
    const field = [...fields].find(({ id }) => id.endsWith(`_${name}`));
    field?.focus();
    field?.select();
  }

  /** Everything that leads to data is dropped: older JupyterLabs keep closed viewers. */
  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._model?.changed.disconnect(this._onChanged, this);
    this._picks?.changed.disconnect(this._onPicks, this);
    this._menu.dispose();
    super.dispose();
    this._model = this._picks = null;
    this._actions = this._renderer.render = null;
  }

  protected render(): React.JSX.Element {
    return <Rendered by={this._renderer} />;
  }

  private _content(): React.JSX.Element | null {
    const { _model: model, _actions: actions } = this;
    return model && actions ? (
      <KeepFocus root={this.node}>{this._panel(model, actions)}</KeepFocus>
    ) : null;
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this.update();
  }

  protected override onUpdateRequest(msg: Message): void {
    if (this.isAttached) {
      super.onUpdateRequest(msg);
      this._needCatalog();
    }
  }

  private _panel(model: AnalysisModel, actions: InspectorActions): React.JSX.Element {
    const inspected = inspect(model);
    switch (inspected?.kind) {
      case 'step': {
        const { _catalog: catalog, _prefix: prefix } = this;
        const { id } = inspected.entry;
        const picking = this._picks && pickingOf(this._picks, id);
        return <StepPanel key={id} {...{ inspected, catalog, prefix, actions, picking }} />;
      }
      case 'scan':
        return <ScanPanel key={inspected.entry.id} inspected={inspected} actions={actions} />;
      case 'many':
        return <ManyPanel inspected={inspected} actions={actions} />;
      default:
        return <p className="jp-XESInspector-hint">Select a scan or a result to see more of it.</p>;
    }
  }

  private _onChanged(_: AnalysisModel, { document, view, paths, keys }: ModelChange): void {
    const model = this._model;
    const isOfList = document || view || paths || keys.has(modelKeys.failure);
    const concerned = isOfList || !model || inspectedRefs(model).some(({ id }) => keys.has(id));
    if (concerned && this.isVisible) {
      this.update(); // once a frame
    }
  }

  private _onPicks(): void {
    if (this.isVisible) {
      this.update();
    }
  }

  /** Steps are described by code that comes with the science: it is loaded when a step is looked at. */
  private _needCatalog(): void {
    const model = this._model;
    if (model && !this._catalog && inspect(model)?.kind === 'step') {
      this._guard('Loading the steps', async () => {
        this._catalog = await loadCatalog();
        if (!this.isDisposed) {
          this.update();
        }
      });
    }
  }

  private _addStep(anchor: HTMLElement): void {
    if (this._model) {
      this._menu.value = openAddStep(this._model, this._guard, anchor);
    }
  }

  private _renderer: IRenderer = { render: () => this._content() };
  private _model: AnalysisModel | null;
  private _actions: InspectorActions | null;
  private _guard: Guard;
  private _picks: Picks | null;
  private _catalog: Catalog | null = null;
  private _menu = new MutableDisposable();
  private _prefix = `xes-form-${++count}`;
}
