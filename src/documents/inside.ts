import { XESError } from '../base/errors.js';

/**
 * Refuse a path outside the server's folder. Names of scans come from documents, and used in a URL
 * with the user's credentials such a name could reach any page of the server.
 * @throws XESError `file/outside`
 */
export function checkInside(localPath: string): void {
  if (!isInside(localPath)) {
    throw new XESError(
      'file/outside',
      `${localPath || 'An empty path'} is no file of this server. Add the scan again from the file browser.`
    );
  }
}

/** Whether a path is below the server's folder. */
export function isInside(localPath: string): boolean {
  const parts = localPath.split(/[/\\]/);
  return localPath !== '' && !parts.some(part => part === '..' || part === '.');
}
