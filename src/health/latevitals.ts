import type { JupyterFrontEnd } from '@jupyterlab/application';
import { once } from '../lifecycle/once.js';
import type { Vitals } from './vitals.js';

/** Loads the vitals of the viewer, once. */
export type LateVitals = () => Promise<Vitals>;

const known = new WeakMap<JupyterFrontEnd, LateVitals>();

/** The vitals of the viewer, shared by the page; loaded on first use. */
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
