import { XESError } from '../base/errors.js';
import { fileVersion, requestVersion, type IVersionFields } from './fileversion.js';
import { totalOf } from './httpfetch.js';
import { askNow } from './httpnow.js';
import { HttpSource, wholeFileLimit } from './httpsource.js';
import type { LinkedSource, Neighbours } from './linkedfiles.js';
import type { FilePlace, OpenResult, ReadTarget } from './protocol.js';
import { BufferSource, type ByteSource } from './source.js';

/** Bytes fetched with a linked file's first request: these mostly include its headers. */
const headLength = 2 ** 16;

/**
 * The files around a file on the server, as far as the server provides them; undefined if its
 * location is unknown.
 */
export function httpNeighbours(target: ReadTarget): Neighbours | undefined {
  const { among } = target;
  return (
    among && {
      path: `/${among.local}`,
      root: among.serverRoot,
      open: path => opened(targetAt(target, among, path)),
      shownAt: path => targetAt(target, among, path).path
    }
  );
}

/**
 * @throws XESError `file/changed` if a linked file is no longer the version whose first bytes were
 * read; growth is allowed while a scan is being written.
 */
export async function requireUnchanged(
  target: ReadTarget,
  { stamp, isBeingWritten }: Pick<OpenResult, 'stamp' | 'isBeingWritten'>
): Promise<void> {
  const { among } = target;
  if (!among || isBeingWritten) {
    return;
  }
  const looks = (stamp.linked ?? []).map(async ({ path, version }) => {
    const at = path.slice(driveOf(target, among).length);
    const now = version && (await requestVersion(targetAt(target, among, `/${at}`)));
    if (now && now.id !== version) {
      throw new XESError(
        'file/changed',
        `${path}, which the scan links to, changed while it was read. Reload the scan.`
      );
    }
  });
  await Promise.all(looks);
}

/** Prefix of paths from the root if JupyterLab has several drives. */
function driveOf({ path }: ReadTarget, { local }: FilePlace): string {
  return path.endsWith(local) ? path.slice(0, path.length - local.length) : '';
}

function targetAt(target: ReadTarget, among: FilePlace, at: string): ReadTarget {
  const { headers } = target;
  const name = encoded(at);
  return {
    path: `${driveOf(target, among)}${at.slice(1)}`,
    url: among.files + name,
    contentsUrl: among.contents && among.contents + name,
    headers
  };
}

/**
 * Encode each part of a path separately: special characters in a name must not act as a query or an
 * address.
 */
function encoded(path: string): string {
  const parts = path.split('/').filter(part => part !== '');
  return parts.map(encodeURIComponent).join('/');
}

/** @throws XESError with the reason why it can't be read */
function opened(target: ReadTarget): LinkedSource | null {
  try {
    const model = modelOf(target);
    const source = sourceOf(target, model?.size ?? NaN);
    const { size, lastModified, head } = source;
    return {
      shown: target.path,
      version: model && fileVersion(model).id,
      size,
      lastModified,
      head,
      read: (start, end) => source.read(start, end),
      mayGrow: () => source.mayGrow?.()
    };
  } catch (error) {
    if (error instanceof XESError && error.code === 'file/not-found') {
      return null;
    }
    throw error;
  }
}

/** The contents model of a file, requested before its first bytes; null if unavailable. */
function modelOf({ path, contentsUrl, headers }: ReadTarget): IVersionFields | null {
  if (contentsUrl === null) {
    return null;
  }
  const url = `${contentsUrl}?content=0&hash=0`;
  const answer = askNow({ path, url, headers });
  const text = new TextDecoder().decode(new Uint8Array(answer.response as ArrayBuffer));
  const model = parsed(text);
  if (model?.type === 'directory') {
    throw new XESError('file/unreadable', `${path} is a folder, not a file.`);
  }
  return model;
}

function parsed(text: string): (IVersionFields & { type?: string }) | null {
  try {
    return JSON.parse(text) as IVersionFields & { type?: string };
  } catch {
    return null; // the file itself is requested nevertheless
  }
}

function sourceOf(target: ReadTarget, size: number): ByteSource {
  if (!(size <= wholeFileLimit)) {
    const head = askNow(target, { method: 'HEAD' }); // a whole file that is being sent can't be stopped
    if (head.getResponseHeader('Accept-Ranges') !== 'bytes') {
      throw new XESError(
        'file/no-range',
        `This server can only send whole files, and ${target.path} is too large for that.`
      );
    }
  }
  const answer = askNow(target, { range: [0, headLength] });
  const bytes = new Uint8Array(answer.response as ArrayBuffer);
  if (answer.status === 416 || bytes.length === 0) {
    throw new XESError('file/empty', `${target.path} is empty.`);
  }
  const lastModified = answer.getResponseHeader('Last-Modified') ?? '';
  if (answer.status === 200) {
    return new BufferSource(bytes, lastModified);
  }
  const total = totalOf(answer.getResponseHeader('Content-Range'));
  if (!(total > 0) || bytes.length !== Math.min(total, headLength)) {
    throw new XESError(
      'file/unreachable',
      `The server does not send ${target.path} as it was asked to. Reload the scan.`
    );
  }
  return new HttpSource(target, total, lastModified, bytes, NaN);
}
