import { Dialog, InputDialog, showDialog } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import { FileDialog } from '@jupyterlab/filebrowser';
import type { Contents } from '@jupyterlab/services';
import { withPaths, type AnalysisDocument, type Id } from '../analysis/document/index.js';
import { join } from '../diagnostics/sinks/folder.js';
import type { AnalysisModel } from '../model/index.js';
import { exists } from './exists.js';
import { analysisTarget } from './analysistarget.js';
import { isAnalysisPath } from './pathkinds.js';
import { writeAnalysis } from './newanalysis.js';
import { folderOf, nameOfAdded } from './paths.js';

export interface IAnalysisHost {
  contents: Contents.IManager;
  docManager: IDocumentManager;
  /** Paths of the open analyses. */
  open: readonly string[];
  /**
   * Opens an analysis, or brings it to the front.
   * @returns its model once it can be edited.
   * @throws why it can't be.
   */
  reveal(path: string): Promise<AnalysisModel>;
}

/** The analysis that a scan was added to. */
export interface Added {
  path: string;
  /** Ids of the scan in the analysis. */
  ids: readonly Id[];
}

/** The user's choice. */
type Target = { path: string; isNew: boolean };

/**
 * Add a scan that is open without an analysis, with its steps, to an existing analysis or a new
 * one, which is opened. A new one is the present document of the scan.
 * @param path of the analysis; undefined: ask the user.
 * @returns null if nothing was chosen.
 * @throws XESError `file/outside`, `analysis/scan-target`, `analysis/too-large`, and errors of the
 * server.
 */
export async function addToAnalysis(
  document: AnalysisDocument,
  scan: string,
  path: string | undefined,
  host: IAnalysisHost
): Promise<Added | null> {
  if (path !== undefined) {
    const target = analysisTarget(path);
    const isNew = !(await exists(host.contents, target));
    return go(document, { path: target, isNew }, host);
  }
  const target = await chooseTarget(scan, host);
  return target && go(document, target, host);
}

/**
 * Save a scan that is open without an analysis, with its steps, as a new analysis, which is opened.
 * @returns null if nothing was chosen.
 * @throws XESError those of `addToAnalysis`
 */
export async function saveAsAnalysis(
  document: AnalysisDocument,
  scan: string,
  path: string | undefined,
  host: IAnalysisHost
): Promise<Added | null> {
  const target =
    path === undefined
      ? await newTarget(scan, host)
      : await settleCollision(analysisTarget(path), host);
  return target && go(document, target, host);
}

async function go(
  document: AnalysisDocument,
  { path, isNew }: Target,
  host: IAnalysisHost
): Promise<Added> {
  const { contents } = host;
  const named = withPaths(document, scan => nameOfAdded(contents, path, scan.path));
  if (!isNew) {
    const model = await host.reveal(path);
    return { path, ids: model.join(named) };
  }
  await writeAnalysis(contents, path, named);
  await host.reveal(path);
  return { path, ids: named.scans.map(({ id }) => id) };
}

const newLabel = 'New analysis…';
const otherLabel = 'Another analysis…';

async function chooseTarget(scan: string, host: IAnalysisHost): Promise<Target | null> {
  const { value } = await InputDialog.getItem({
    title: 'Add to Analysis',
    label: 'The scan, its cuts and results are added to',
    items: [...host.open, newLabel, otherLabel],
    okLabel: 'Add'
  });
  if (value === newLabel) {
    return newTarget(scan, host);
  }
  const path = value === otherLabel ? await otherAnalysis(host) : value;
  return path === null ? null : { path, isNew: false };
}

async function otherAnalysis({ docManager }: IAnalysisHost): Promise<string | null> {
  const { value } = await FileDialog.getOpenFiles({
    manager: docManager,
    title: 'Add to Analysis',
    // include folders: without a score they could not be entered
    filter: ({ type, name }) => (type === 'directory' || isAnalysisPath(name) ? { score: 1 } : null)
  });
  const chosen = (value ?? []).find(({ path }) => isAnalysisPath(path));
  return chosen?.path ?? null;
}

/** Ask for the name of a new analysis, by default next to the scan. */
async function newTarget(scan: string, host: IAnalysisHost): Promise<Target | null> {
  const { contents } = host;
  const drive = contents.driveName(scan);
  const { value } = await InputDialog.getText({
    title: 'Save as Analysis',
    label: 'Path of the analysis',
    text: contents.localPath(beside(contents, scan)),
    okLabel: 'Save'
  });
  if (!value) {
    return null;
  }
  const local = analysisTarget(value);
  return settleCollision(drive ? `${drive}:${local}` : local, host);
}

/** `scans/279517.xes.json` for `scans/279517.nxs`. */
function beside(contents: Contents.IManager, scan: string): string {
  const name = PathExt.basename(scan).replace(/(.)\.[^.]*$/, '$1');
  return join(folderOf(contents, scan), `${name}.xes.json`);
}

/** If the file exists the user decides; an open document is not replaced. */
async function settleCollision(path: string, host: IAnalysisHost): Promise<Target | null> {
  if (!(await exists(host.contents, path))) {
    return { path, isNew: true };
  }
  const replace = Dialog.warnButton({ label: 'Replace' });
  const add = Dialog.okButton({ label: 'Add to It' });
  const { button } = await showDialog({
    title: 'This analysis already exists',
    body: `Add the scan to "${PathExt.basename(path)}", or replace what it holds?`,
    buttons: [Dialog.cancelButton(), ...(host.open.includes(path) ? [] : [replace]), add],
    defaultButton: 0
  });
  return button.accept ? { path, isNew: button.label === replace.label } : null;
}
