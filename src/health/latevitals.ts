import type { JupyterFrontEnd } from '@jupyterlab/application';
import { once } from '../lifecycle/once.js';
import type { Vitals } from './vitals.js';

/** Loads, once, what the viewer knows of itself. */
export type LateVitals = () => Promise<Vitals>;

const known = new WeakMap<JupyterFrontEnd, LateVitals>();

/** What the viewer knows of itself, the same for everybody on the page; loaded when it is asked for first. */
export function vitalsOf(app: JupyterFrontEnd): LateVitals {
  const load =
    known.get(app) ??
    once(async () => {
      const { Vitals } = await import('./vitals.js');
      return new Vitals(app);
    });
  known.set(app, load);
  return load;
}
