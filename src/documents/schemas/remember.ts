import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import { XESError } from '../../base/errors.js';
import { schemaFile } from '../../base/schemafile.js';

/** Where a schema was put. */
export type Remembered = { place: 'file'; path: string } | { place: 'settings' };

export interface IRememberOptions {
  contents: Contents.IManager;
  /** Add it to the settings: where the folder can't be written to. */
  keepInSettings(schema: object): Promise<void>;
}

/**
 * Put a facility schema beside a file, so that others like it are read by it: first in the list of `xes-schema.json`,
 * whatever else that has. Where the folder is read-only it goes to the settings.
 * @throws XESError `schema/invalid` where that file is no JSON, `file/changed` where it changes meanwhile; what the
 * server says
 */
export async function rememberSchema(
  file: string,
  schema: object,
  { contents, keepInSettings }: IRememberOptions
): Promise<Remembered> {
  const path = PathExt.join(PathExt.dirname(file), schemaFile);
  const before = await modelOf(contents, path, true);
  const list = before === null ? [] : listIn(path, before.content);
  if (list.some(one => JSON.stringify(one) === JSON.stringify(schema))) {
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

/** A server says 403 of a folder that is not its own, some of them 500 with the system's words. */
function isReadOnly(error: unknown): boolean {
  const { response, message } = error as { response?: Response; message?: string };
  const isSystem = response?.status === 500 && /permission denied|read-only/i.test(message ?? '');
  return error instanceof ReadOnly || response?.status === 403 || isSystem;
}

/** The schemas of a file; null where there is none. */
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
