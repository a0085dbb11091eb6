import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import { XESError } from '../../base/errors.js';
import { schemaFile } from '../../base/schemafile.js';

/** Where a schema was stored. */
export type Remembered = { place: 'file'; path: string } | { place: 'settings' };

export interface IRememberOptions {
  contents: Contents.IManager;
  /** Add it to the settings: used if the folder is not writable. */
  keepInSettings(schema: object): Promise<void>;
}

/**
 * Store a facility schema next to a file, so that it is used for similar files: as the first in
 * `xes-schema.json`, whose other contents are preserved. If the folder is read-only it is stored in
 * the settings.
 * @throws XESError `schema/invalid` if that file is no JSON, `file/changed` if it changes
 * meanwhile; errors of the server
 */
export async function rememberSchema(
  file: string,
  schema: object,
  { contents, keepInSettings }: IRememberOptions
): Promise<Remembered> {
  const path = PathExt.join(PathExt.dirname(file), schemaFile);
  const before = await modelOf(contents, path, true);
  const list = before === null ? [] : listIn(path, before.content);
  if (list.some(item => JSON.stringify(item) === JSON.stringify(schema))) {
    return { place: 'file', path };
  }
  const now = await modelOf(contents, path, false);
  if (now?.last_modified !== before?.last_modified) {
    throw new XESError('file/changed', `${path} was changed meanwhile. Try again.`);
  }
  const content = `${JSON.stringify([schema, ...list], null, 2)}\n`;
  try {
    if (before?.writable === false) {
      throw new ReadOnly();
    }
    await contents.save(path, { type: 'file', format: 'text', content });
    return { place: 'file', path };
  } catch (error) {
    if (!isReadOnly(error)) {
      throw error;
    }
    await keepInSettings(schema);
    return { place: 'settings' };
  }
}

class ReadOnly extends Error {}

/**
 * Servers respond with 403 for a folder that is not writable, some of them with 500 and the
 * system's message.
 */
function isReadOnly(error: unknown): boolean {
  const { response, message } = error as { response?: Response; message?: string };
  const isSystem = response?.status === 500 && /permission denied|read-only/i.test(message ?? '');
  return error instanceof ReadOnly || response?.status === 403 || isSystem;
}

/** The file of schemas; null if there is none. */
async function modelOf(
  contents: Contents.IManager,
  path: string,
  content: boolean
): Promise<Contents.IModel | null> {
  try {
    const format = content ? ({ type: 'file', format: 'text' } as const) : {};
    return await contents.get(path, { content, ...format });
  } catch (error) {
    if ((error as { response?: Response }).response?.status === 404) {
      return null;
    }
    throw error;
  }
}

function listIn(path: string, text: unknown): readonly unknown[] {
  try {
    const json = JSON.parse(String(text).replace(/^\uFEFF/, '')) as unknown;
    return Array.isArray(json) ? (json as unknown[]) : [json];
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new XESError(
      'schema/invalid',
      `${path} is no JSON (${reason}), and is left as it is. Mend it, or take it away.`,
      { cause }
    );
  }
}
