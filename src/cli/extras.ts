import type { ICheck } from '../health/index.js';
import { outputOf } from './findpackage.js';

/** A package that notebooks may use. */
interface IExtra {
  name: string;
  /** Its purpose. */
  use: string;
  /** Null: not installed. */
  version: string | null;
}

/**
 * Which optional packages for notebooks are installed.
 * @param python the Python that started this program.
 */
export function extrasCheck(python: string): ICheck {
  return { id: 'extras', title: 'Packages for notebooks', run: () => examineExtras(python) };
}

async function examineExtras(python: string) {
  const text = await outputOf(python, ['-m', 'jupyterlab_xes.extras']);
  const extras = text === null ? [] : (JSON.parse(text) as IExtra[]);
  const missing = extras.filter(({ version }) => version === null);
  const lines = extras.map(({ name, use, version }) =>
    version === null ? `${name} is missing (${use})` : `${name} ${version}`
  );
  return {
    ok: extras.length > 0 && missing.length === 0,
    optional: true,
    detail: lines.join(', ') || 'they could not be looked for',
    remedy: missing.length === 0 ? '' : `pip install ${missing.map(({ name }) => name).join(' ')}`
  };
}
