import type { Contents } from '@jupyterlab/services';

/** Folder of reports and logs, next to the notebook or the document. */
export const diagnosticsFolder = 'xes-diagnostics';

/** Path of a file in a folder; a drive's root ends with `:`. */
export function join(folder: string, name: string): string {
  return folder === '' || folder.endsWith(':') ? folder + name : `${folder}/${name}`;
}

/** Create a folder if it is missing: the server answers 500 to a file in a missing folder. */
export async function ensureFolder(contents: Contents.IManager, folder: string): Promise<void> {
  try {
    await contents.get(folder, { content: false });
  } catch {
    try {
      await contents.save(folder, { type: 'directory', format: 'json', content: null });
    } catch {
      await contents.get(folder, { content: false }); // created meanwhile, e.g. for the log
    }
  }
}
