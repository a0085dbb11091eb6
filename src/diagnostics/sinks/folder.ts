import type { Contents } from '@jupyterlab/services';

/** Folder of reports and logs, beside the notebook or the document. */
export const diagnosticsFolder = 'xes-diagnostics';

/** Path of a name in a folder; a drive's root ends with `:`. */
export function join(folder: string, name: string): string {
  return folder === '' || folder.endsWith(':') ? folder + name : `${folder}/${name}`;
}

/**
 * Make a folder where it is missing: the server answers 500 to a file for one that is not there.
 * Log and report come at once where something fails: the other may make it in between.
 */
export async function ensureFolder(contents: Contents.IManager, folder: string): Promise<void> {
  const look = () => contents.get(folder, { content: false });
  const make = () => contents.save(folder, { type: 'directory', format: 'json', content: null });
  await look().catch(() => make().catch(look));
}
