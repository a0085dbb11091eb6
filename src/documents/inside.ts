import { XESError } from '../base/errors.js';

/**
 * Refuse a path that is none of a file below the server's folder. A document names its scans, and
 * such a name, put into an address with our credentials, could reach any page of the server.
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

/** Whether a path is that of a file below the server's folder. */
export function isInside(localPath: string): boolean {
  const parts = localPath.split(/[/\\]/);
  return localPath !== '' && !parts.some(part => part === '..' || part === '.');
}
