import { Clipboard, Notification } from '@jupyterlab/apputils';
import {
  profileKinds,
  profilePlaces,
  type Id,
  type ProfileKind,
  type ProfilePlaces,
  type ProfilesView
} from '../../analysis/document/index.js';
import { tableOfRows, type AnalysisModel } from '../../model/index.js';
import { ModelPopover, type IModelPopoverOptions } from '../modelpopover.js';
import { CopyRows } from './copyrows.js';

export interface IProfilesOptions extends IModelPopoverOptions {
  /** Shows the profiles of a kind in a tab of their own. */
  popOut: (kind: ProfileKind) => void;
}

const kindNames: Readonly<Record<ProfileKind, string>> = {
  CIE: 'CIE, along ω or Δ',
  CEE: 'CEE and CET, along Ω',
  line: 'Along lines'
};

const placeNames: Readonly<Record<ProfilePlaces, string>> = {
  around: 'above and to the right of the map',
  below: 'below and to the right of the map',
  right: 'all to the right of the map'
};

/** px */
const width = 360;

/** Which profiles are drawn next to a map, and where; and copies of their numbers. */
export class ProfilesPopover extends ModelPopover<IProfilesOptions> {
  constructor(options: IProfilesOptions) {
    super('the profiles', 'Profiles', options, width);
    this.addClass('jp-XESContours'); // its fields look the same
    this.addClass('jp-XESProfiles');
  }

  protected content(): React.JSX.Element {
    const { closed = [], place } = this._profiles;
    const { model } = this.options ?? {};
    return (
      <div className="jp-XESContours-content">
        <h3>Profiles</h3>
        {profileKinds.map(kind => (
          <div className="jp-XESProfiles-row" key={kind}>
            <label>
              <input
                type="checkbox"
                checked={!closed.includes(kind)}
                onChange={event => this._close(kind, !event.target.checked)}
              />
              <span>{kindNames[kind]}</span>
            </label>
            <button
              type="button"
              className="jp-XESButton jp-mod-styled"
              title="Also draw them in a tab of their own, where they follow the map"
              aria-label={`${kindNames[kind]}: in a tab`}
              onClick={() => this._popOut(kind)}
            >
              In a tab
            </button>
          </div>
        ))}
        <label className="jp-XESProfiles-row">
          <span>Place</span>
          <select
            className="jp-mod-styled"
            aria-label="Place"
            value={place ?? ''}
            onChange={event =>
              this._set({
                ...this._profiles,
                place: profilePlaces.find(entry => entry === event.target.value)
              })
            }
          >
            <option value="">as in the settings</option>
            {profilePlaces.map(entry => (
              <option key={entry} value={entry}>
                {placeNames[entry]}
              </option>
            ))}
          </select>
        </label>
        {model && <CopyRows model={model} onCopy={({ id }) => this._copy(model, id)} />}
        <div className="jp-XESLines-tools">
          <button type="button" className="jp-XESButton jp-mod-styled" onClick={this.end}>
            Close
          </button>
        </div>
      </div>
    );
  }

  private _copy(model: AnalysisModel, cut: Id): void {
    this.options?.guard('Copying a profile', async () => {
      const ref = model.profileRef(cut);
      if (ref) {
        const { text, notes } = await tableOfRows(model, [ref]);
        Clipboard.copyToSystem(text);
        if (notes.length > 0) {
          Notification.warning(`Not copied: ${notes.join(' ')}`, { autoClose: false });
        }
      }
    });
  }

  private get _profiles(): ProfilesView {
    return this.options?.model.view.map.profiles ?? {};
  }

  private _close(kind: ProfileKind, isClosed: boolean): void {
    const { closed: before = [], ...others } = this._profiles;
    const closed = profileKinds.filter(entry =>
      entry === kind ? isClosed : before.includes(entry)
    );
    this._set({ ...others, closed });
  }

  private _popOut(kind: ProfileKind): void {
    const { popOut, guard } = this.options ?? {};
    this.end(); // the tab then has the focus
    guard?.('Opening a tab', () => popOut?.(kind));
  }

  private _set({ closed = [], place }: ProfilesView): void {
    const { model, guard } = this.options ?? {};
    const isUsual = closed.length === 0 && place === undefined;
    const profiles = {
      ...(closed.length > 0 ? { closed } : {}),
      ...(place ? { place } : {})
    };
    guard?.('Choosing profiles', () =>
      model?.setView({ profiles: isUsual ? undefined : profiles })
    );
  }
}
