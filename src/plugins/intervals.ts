import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { readSettings } from './settings.js';

/** Times of the flight recorder in ms, as the settings say now; the defaults until they are loaded. */
export class Intervals {
  constructor(registry: ISettingRegistry | null, id: string) {
    registry?.load(id).then(
      settings => {
        this._settings = settings;
      },
      () => undefined // told by who reads the other settings
    );
  }

  /** Between two snapshots of a document that changes. */
  get autosave(): number {
    return readSettings(this._settings?.composite).autosaveInterval * 1000;
  }

  get heartbeat(): number {
    return readSettings(this._settings?.composite).heartbeatInterval * 1000;
  }

  private _settings: ISettingRegistry.ISettings | null = null;
}
