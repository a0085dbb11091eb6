import type { Contents } from '@jupyterlab/services';

/** Whether a file or folder exists. @throws errors of the server, except 404. */
export async function exists(contents: Contents.IManager, path: string): Promise<boolean> {
  try {
    await contents.get(path, { content: false });
    return true;
  } catch (error) {
    if ((error as { response?: Response }).response?.status === 404) {
      return false;
    }
    throw error;
  }
}
