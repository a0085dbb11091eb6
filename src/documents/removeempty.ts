import type { Contents } from '@jupyterlab/services';

/** What a write that failed has left, and nothing else: a file that is still empty. */
export async function removeEmpty(contents: Contents.IManager, path: string): Promise<void> {
  try {
    const { size, type } = await contents.get(path, { content: false });
    if (type === 'file' && size === 0) {
      await contents.delete(path);
    }
  } catch {
    // there is none, or the server can't be asked: the reason why it was not written is said
  }
}
