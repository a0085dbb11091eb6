import { mkdtempSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { referenceCut } from '../analysis/referencecut.js';
import { version } from '../base/version.js';
import { checks, checksText, runChecks, wasmSum, type ICheckEnvironment } from '../health/index.js';
import { readTinyFile } from '../io/tinyfile.js';
import { tinyValues } from '../io/tinyvalues.js';
import type { Context } from './context.js';
import { extrasCheck } from './extras.js';
import { findPackage } from './findpackage.js';

/** The environment of the checks under Node, in the working directory. */
export const nodeEnvironment: ICheckEnvironment = {
  versions: () => ({ 'jupyterlab-xes': version, node: process.versions.node }),
  wasmSum,
  tinyFile: async () => ({ written: tinyValues, read: await readTinyFile() }),
  referenceCut,
  folder: () => Promise.resolve({ path: process.cwd(), isWritable: isWritable(process.cwd()) }),
  python: () => findPackage({ environment: process.env, folder: process.cwd() }),
  node: process.versions.node
};

/** Check the installation. @returns 0 if everything works, 1 if a required part failed. */
export async function examine(context: Context, environment = nodeEnvironment): Promise<number> {
  const { JUPYTERLAB_XES_PYTHON: python } = process.env;
  const report = await runChecks(environment, [
    ...checks,
    ...(python ? [extrasCheck(python)] : [])
  ]);
  const { ok, checks: found } = report;
  context.result({ ok, version, checks: found }, checksText(report));
  return ok ? 0 : 1;
}

/** Tested with an empty folder: permissions are not reliable on every file system. */
function isWritable(folder: string): boolean {
  try {
    rmdirSync(mkdtempSync(path.join(folder, '.xes-doctor-')));
    return true;
  } catch {
    return false;
  }
}
