import type { Contents } from '@jupyterlab/services';

/** Folder of reports and logs, beside the notebook or the document. */
export const diagnosticsFolder = 'xes-diagnostics';

/** Path of a name in a folder; a drive's root ends with `:`. */
export function join(folder: string, name: string): string {
  return folder === '' || folder.endsWith(':') ? folder + name : `${folder}/${name}`;
}

/** Make a folder where it is missing: the server answers 500 to a file for one that is not there. */
export async function ensureFolder(contents: Contents.IManager, folder: string): Promise<void> {
  try {
    await contents.get(folder, { content: false });
  } catch {
    try {
      await contents.save(folder, { type: 'directory', format: 'json', content: null });
    } catch {
      await contents.get(folder, { content: false }); // made meanwhile, as by the server's log
    }
  }
}
