import type { Contents } from '@jupyterlab/services';

/** Remove the remains of a failed write: only a file that is still empty. */
export async function removeEmpty(contents: Contents.IManager, path: string): Promise<void> {
  try {
    const { size, type } = await contents.get(path, { content: false });
    if (type === 'file' && size === 0) {
      await contents.delete(path);
    }
  } catch {
    // it does not exist, or the server does not answer: the failed write is reported instead
  }
}
