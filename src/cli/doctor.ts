import { execFile } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { referenceCut } from '../analysis/referencecut.js';
import { version } from '../base/version.js';
import {
  checksText,
  runChecks,
  wasmSum,
  type ICheckEnvironment
} from '../diagnostics/health/index.js';
import { readTinyFile } from '../io/tinyfile.js';
import { tinyValues } from '../io/tinyvalues.js';
import type { Context } from './context.js';

/** What the checks find under Node, in the folder where the command was called. */
export const nodeEnvironment: ICheckEnvironment = {
  versions: () => ({ 'jupyterlab-xes': version, node: process.versions.node }),
  wasmSum,
  tinyFile: async () => ({ written: tinyValues, read: await readTinyFile() }),
  referenceCut,
  folder: () => Promise.resolve({ path: process.cwd(), isWritable: isWritable(process.cwd()) }),
  python: findPackage,
  node: process.versions.node
};

/** Check the installation. @returns 0 where all is well, 1 where something needed failed. */
export async function examine(context: Context, environment = nodeEnvironment): Promise<number> {
  const report = await runChecks(environment);
  const { ok, checks } = report;
  context.result({ ok, version, checks }, checksText(report));
  return ok ? 0 : 1;
}

/** Tried with an empty folder: what permissions say is not true of every file system. */
function isWritable(folder: string): boolean {
  try {
    rmdirSync(mkdtempSync(path.join(folder, '.xes-doctor-')));
    return true;
  } catch {
    return false;
  }
}

/** Version of the Python package: of the one that started this program, else of a Python on the PATH; null for none. */
async function findPackage(): Promise<string | null> {
  const own = process.env.JUPYTERLAB_XES_PYTHON;
  const imported = 'import jupyterlab_xes; print(jupyterlab_xes.__version__)';
  const installed = 'from importlib.metadata import version; print(version("jupyterlab_xes"))';
  return (
    (own ? await outputOf(own, imported) : null) ??
    (await outputOf('python3', installed)) ??
    (await outputOf('python', installed))
  );
}

/** What Python code prints; null where it fails. */
function outputOf(python: string, code: string): Promise<string | null> {
  return new Promise(resolve =>
    execFile(python, ['-c', code], { timeout: 20_000 }, (error, out) =>
      resolve(error ? null : out.trim())
    )
  );
}
