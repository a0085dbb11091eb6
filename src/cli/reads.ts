import { createHash } from 'node:crypto';
import type { SourceFile, SourceReading } from '../analysis/output/provenance.js';
import type { Scan } from '../formats/index.js';
import type { FileListing, ReadChoice } from '../formats/mapping/types.js';
import { listOfFile, openFile, type OpenedScan } from '../io/node.js';
import { OpenedFile } from '../io/nodefile.js';
import { NodeSchemas } from '../io/nodeschemas.js';
import { decodeText } from '../io/text.js';
import { XESError } from '../base/errors.js';
import type { Progress } from './progress.js';

/** Shows progress of a long read, and can interrupt it. */
export interface Pausing {
  readonly progress: Pick<Progress, 'show'>;
  /** @throws XESError `cli/interrupted` */
  checkpoint(): Promise<void>;
}

/** Like `openFile`. */
export type OpenScan = (path: string, choice: ReadChoice) => Promise<OpenedScan>;

const chunk = 4 * 2 ** 20;

/**
 * The files that a command reads, each in a single version from the first read to its digest:
 * numbers of one version never appear with the digest of another.
 */
export class Reads {
  /** @param _openScan reads a scan, or returns a cached one. */
  constructor(private _openScan: OpenScan = openFile) {}

  /** Set how files are read by default. */
  choose(choice: ReadChoice): void {
    this._choice = choice;
  }

  /** How files are read by default. */
  get choice(): ReadChoice {
    return this._choice;
  }

  /**
   * @param own how to read this file, instead of the default.
   * @throws XESError those of `openFile`, `file/changed`
   */
  async scan(path: string, own: ReadChoice = {}): Promise<Scan> {
    const choice = { ...this._choice, ...own };
    const { scan, version, stamp } = await this._openScan(path, {
      ...choice,
      given: this._schemas.of(path)
    });
    this._require(path, version);
    const linked = this._linked.get(path) ?? new Set();
    for (const { path: other, version: its } of stamp.linked ?? []) {
      this._require(other, its ?? '');
      linked.add(other);
    }
    this._linked.set(path, linked);
    this._note(path, {
      ...(scan.entry === undefined ? {} : { entry: scan.entry }),
      ...choice,
      ...(scan.schema === undefined ? {} : { schema: scan.schema })
    });
    return scan;
  }

  /**
   * The contents of a file; its arrays are those of an entry if there are several.
   * @throws XESError those of `listOfFile`
   */
  listing(path: string, entry?: string): Promise<FileListing> {
    return listOfFile(path, { entry, given: this._schemas.of(path) });
  }

  /** How a file was read, once for each scan of it; none if by default. */
  choicesOf(path: string): readonly SourceReading[] {
    return [...(this._choices.get(path)?.values() ?? [])];
  }

  /** @throws XESError `file/not-found`, `file/forbidden`, `file/unreadable`, `file/changed` */
  text(path: string): string {
    const file = this._open(path);
    try {
      const bytes = Buffer.from(file.read(0, file.size));
      file.check();
      return decodeText(bytes);
    } finally {
      file.close();
    }
  }

  /** Size, time and digest of a file that was read. @throws XESError those of `text`, `cli/interrupted` */
  async sourceOf(path: string, context: Pausing): Promise<SourceFile> {
    for (const other of this._linked.get(path) ?? []) {
      this._open(other).close();
    }
    const file = this._open(path);
    try {
      const hash = createHash('sha256');
      for (let done = 0; done < file.size; done += chunk) {
        hash.update(file.read(done, Math.min(done + chunk, file.size)));
        if (file.size > chunk) {
          context.progress.show(done, file.size, `taking the digest of ${path}`);
          await context.checkpoint();
        }
      }
      file.check();
      const { size, lastModified: modified } = file;
      return { file: path, size, modified, sha256: hash.digest('hex') };
    } finally {
      file.close();
    }
  }

  private _open(path: string): OpenedFile {
    const file = new OpenedFile(path);
    try {
      this._require(path, file.version);
      return file;
    } catch (error) {
      file.close();
      throw error;
    }
  }

  private _require(path: string, version: string): void {
    const before = this._versions.get(path) ?? version;
    this._versions.set(path, before);
    if (before !== version) {
      throw new XESError(
        'file/changed',
        `${path} was changed or replaced since it was read, so its results are not written. Run this again once the file is complete.`
      );
    }
  }

  private _note(path: string, choice: SourceReading): void {
    if (Object.keys(choice).length > 0) {
      const known = this._choices.get(path) ?? new Map<string, SourceReading>();
      this._choices.set(path, known.set(JSON.stringify(choice), choice));
    }
  }

  private _choice: ReadChoice = {};
  private _choices = new Map<string, Map<string, SourceReading>>();
  private _schemas = new NodeSchemas();
  private _versions = new Map<string, string>();
  /** Other files that a file's scan is composed of. */
  private _linked = new Map<string, Set<string>>();
}
