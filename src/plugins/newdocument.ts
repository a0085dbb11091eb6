import type { Contents } from '@jupyterlab/services';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { newAnalysis } from '../documents/newanalysis.js';
import { viewerSettings } from './settings.js';

/** Make a new analysis that is looked at as the settings say. @returns its path. */
export async function newDocument(
  contents: Contents.IManager,
  cwd: string,
  registry: ISettingRegistry | null
): Promise<string> {
  const settings = viewerSettings(registry);
  await settings.ready;
  return newAnalysis(contents, cwd, settings.view);
}
