import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import type { AskServer, ServerExtension } from '../../server/index.js';
import { schemaFile } from '../../base/schemafile.js';
import type { GivenSchema } from '../../formats/schema/types.js';
import type { FolderSchemas, FindFolderSchemas } from './source.js';

/**
 * Queries the server extension, which answers for all folders at once. If it is not installed, or
 * on another drive, the contents API is asked for each folder: browsers then write an error to the
 * console for every missing file.
 */
export function findFolderSchemas(
  contents: Contents.IManager,
  server: Pick<ServerExtension, 'about' | 'ask'>
): FindFolderSchemas {
  return async folder => {
    const about = contents.driveName(folder) === '' ? await server.about() : null;
    return about?.features.includes('schemas')
      ? askFor(server.ask, contents.localPath(folder))
      : { beside: await besideByContents(contents, folder), packages: [] };
  };
}

async function askFor(ask: AskServer, folder: string): Promise<FolderSchemas> {
  const answer = await ask(`schemas?folder=${encodeURIComponent(folder)}`);
  const { beside, packages } = answer as Record<string, unknown>;
  return { beside: schemasIn(beside), packages: schemasIn(packages) };
}

function schemasIn(raw: unknown): GivenSchema[] {
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [];
  return list.flatMap(item => {
    const { from, text, fault } = (item ?? {}) as Record<string, unknown>;
    return typeof from === 'string' && typeof text === 'string'
      ? [{ from, text, ...(typeof fault === 'string' ? { fault } : {}) }]
      : [];
  });
}

async function besideByContents(
  contents: Contents.IManager,
  folder: string
): Promise<GivenSchema[]> {
  const found = await Promise.all(upwards(folder).map(ancestor => fileIn(contents, ancestor)));
  return found.flat();
}

/** A folder and those above it, within its drive. */
function upwards(folder: string): string[] {
  const drive = folder.slice(0, folder.indexOf(':') + 1);
  const parts = folder.slice(drive.length).split('/').filter(Boolean);
  return [...parts.keys(), parts.length].map(n => drive + parts.slice(0, n).join('/')).reverse();
}

async function fileIn(contents: Contents.IManager, folder: string): Promise<GivenSchema[]> {
  const path = PathExt.join(folder, schemaFile);
  try {
    const model = await contents.get(path, { type: 'file', format: 'text' });
    const content = model.content as unknown;
    return [{ from: path, text: typeof content === 'string' ? content : '' }];
  } catch (error) {
    const { response, message } = error as { response?: Response; message?: string };
    if (response?.status === undefined) {
      throw error; // unreachable: it may exist
    }
    return response.status === 404
      ? []
      : [{ from: path, text: '', fault: `it can't be read (${message ?? response.status})` }];
  }
}
