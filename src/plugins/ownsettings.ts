import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal, type ISignal } from '@lumino/signaling';
import { settingsId } from './ids.js';

/** The plugin's settings as JSON: empty until they are loaded, and where they can't be. */
export class OwnSettings {
  constructor(registry: ISettingRegistry | null) {
    this.ready = registry ? this._load(registry) : Promise.resolve();
  }

  /** Resolves when the settings are loaded or can't be; never rejects. */
  readonly ready: Promise<void>;

  /** What a person set, and the schema's defaults. */
  get composite(): Readonly<Record<string, unknown>> {
    return this._composite;
  }

  /** Why they can't be loaded; null where they are, or where there are none. */
  get failure(): string | null {
    return this._failure;
  }

  /** Emitted when they are loaded, and after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  private async _load(registry: ISettingRegistry): Promise<void> {
    try {
      const settings = await loadSettings(registry, settingsId);
      const read = () => {
        this._composite = settings.composite;
        this._changed.emit();
      };
      settings.changed.connect(read);
      read();
    } catch (reason) {
      this._failure = messageOf(reason);
    }
  }

  private _composite: Readonly<Record<string, unknown>> = {};
  private _failure: string | null = null;
  private _changed = new Signal<this, void>(this);
}

const known = new WeakMap<ISettingRegistry, OwnSettings>();

/** The plugin's settings, the same for everybody on the page. */
export function ownSettings(registry: ISettingRegistry | null): OwnSettings {
  const own = (registry && known.get(registry)) ?? new OwnSettings(registry);
  if (registry) {
    known.set(registry, own);
  }
  return own;
}

/**
 * As the registry's own `load`. In Notebook 7 a listener of its shortcuts fails whenever settings are
 * loaded. That is caught nowhere, and who awaits the loading stands in the error's stack as if it were
 * theirs: so that promise itself is not awaited here.
 */
export function loadSettings(
  registry: ISettingRegistry,
  id: string
): Promise<ISettingRegistry.ISettings> {
  return new Promise((resolve, reject) => {
    registry.load(id).then(
      settings => resolve(settings),
      (reason: unknown) => reject(new Error(messageOf(reason)))
    );
  });
}

/** What the registry throws is an error, or a list of what the schema found. */
function messageOf(reason: unknown): string {
  const [first] = Array.isArray(reason) ? (reason as unknown[]) : [reason];
  const { message } = (first ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : String(first);
}
