import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PythonPackage } from '../health/index.js';

/** Where to look for Python and its environments. */
export interface IPythonPlaces {
  /** As `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
}

const imported = ['-c', 'import jupyterlab_xes; print(jupyterlab_xes.__version__)'];
const installed = [
  '-c',
  'from importlib.metadata import version; print(version("jupyterlab_xes"))'
];

/**
 * The Python package: of the Python that started this program, of the active environment, of
 * `.venv` in this folder or above, else of a Python on the PATH. Environments are only inspected,
 * never run, as a folder may belong to anybody.
 */
export async function findPackage({ environment, folder }: IPythonPlaces): Promise<PythonPackage> {
  const candidates: string[] = [];
  const { JUPYTERLAB_XES_PYTHON: own, VIRTUAL_ENV: active } = environment;
  const found = (version: string | null, of: string): PythonPackage | null => {
    candidates.push(of);
    return version === null ? null : { version, asked: [of] };
  };
  const none = { version: null, asked: candidates };
  const environments = [...(active ? [active] : []), ...above(folder)];
  return (
    (own ? found(await outputOf(own, imported), own) : null) ??
    environments
      .map(environment =>
        hasPython(environment) ? found(versionIn(environment), environment) : null
      )
      .find(item => item !== null) ??
    found(await outputOf('python3', installed), 'python3 on the PATH') ??
    found(await outputOf('python', installed), 'python on the PATH') ??
    none
  );
}

/** `.venv` in a folder and its parents. */
function above(folder: string): string[] {
  const parent = path.dirname(folder);
  return [path.join(folder, '.venv'), ...(parent === folder ? [] : above(parent))];
}

function hasPython(environment: string): boolean {
  return entriesOf(environment).includes('pyvenv.cfg');
}

/** From the folder that pip creates for an installed package; null if there is none. */
function versionIn(environment: string): string | null {
  const libraries = entriesOf(path.join(environment, 'lib')).map(name =>
    path.join(environment, 'lib', name, 'site-packages')
  );
  for (const folder of [...libraries, path.join(environment, 'Lib', 'site-packages')]) {
    for (const name of entriesOf(folder)) {
      const version = /^jupyterlab_xes-(.+)\.dist-info$/.exec(name)?.[1];
      const found =
        version ?? (name === 'jupyterlab_xes.pth' ? ofClone(path.join(folder, name)) : null);
      if (found !== null) {
        return found;
      }
    }
  }
  return null;
}

/** The version of an editable installation; null if there is none. */
function ofClone(pointer: string): string | null {
  try {
    const clone = readFileSync(pointer, 'utf8').trim();
    const { version } = JSON.parse(readFileSync(path.join(clone, 'package.json'), 'utf8')) as {
      version?: unknown;
    };
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // it does not exist, or is not readable
  }
}

/** Output of Python; null if it fails. */
export function outputOf(python: string, words: readonly string[]): Promise<string | null> {
  return new Promise(resolve =>
    execFile(python, [...words], { timeout: 20_000 }, (error, out) =>
      resolve(error ? null : out.trim())
    )
  );
}
