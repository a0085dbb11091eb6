import type {
  Delivered,
  IDeliverOptions,
  IReaderLink,
  IScanDeliverer
} from '../../../src/io/delivery';
import type { Delivery, LinkedStamp, PreviewDelivery } from '../../../src/io/protocol';
import { cancelled } from '../../../src/io/unchanged';
import type { ReadChoice } from '../../../src/formats/mapping/types';
import type { Preview } from '../../../src/formats/preview';
import type { Scan } from '../../../src/formats/scan';
import { scanFacts } from '../../../src/formats/scanfacts';
import { buffersIn } from '../../../src/science/buffers';

/** Reads scans from memory, and sends them through a real port, like the reading worker. */
export class FakeReader implements IScanDeliverer {
  /** By path: creates the scan, or throws. */
  readonly files = new Map<string, () => Scan>();
  /** By path: creates the preview that is sent before the scan. */
  readonly previews = new Map<string, () => Preview>();
  /** Numbers of the reads whose previews were painted. */
  readonly painted: number[] = [];
  /** Paths whose reads wait until they are released. */
  readonly held = new Set<string>();
  readonly begun: string[] = [];
  /** Reading options of the files, in the order of their reads. */
  readonly choices: (ReadChoice | undefined)[] = [];
  readonly prioritised: (readonly string[])[] = [];
  aborted: string[] = [];
  version = '1';
  /** The linked files of each. */
  linked: LinkedStamp[] = [];
  /** Called before a scan goes through the port, and after. */
  onSend: (path: string) => void = () => undefined;
  onSent: (path: string) => void = () => undefined;

  async deliver(path: string, options: IDeliverOptions): Promise<Delivered> {
    const sequence = options.begin();
    this.begun.push(path);
    this.choices.push(options.choice);
    options.signal.addEventListener('abort', () => this.aborted.push(path));
    options.onProgress?.(5, 10);
    this._preview(path, sequence);
    do {
      await new Promise(resolve => setTimeout(resolve, 0));
      if (options.signal.aborted) {
        throw cancelled();
      }
    } while (this.held.has(path));
    const scan = this.files.get(path)?.();
    if (!scan) {
      throw new Error(`no file ${path}`);
    }
    const facts = scanFacts(scan);
    const generation = this._link?.generation ?? 0;
    this.onSend(path);
    const delivery: Delivery = { generation, sequence, scan };
    this._link?.port.postMessage(delivery, [...buffersIn(scan)]);
    this.onSent(path);
    const cost = { bytes: 10, requests: 1, milliseconds: 1 };
    const { linked } = this;
    const stamp = { size: 1, lastModified: '', ...(linked.length > 0 ? { linked } : {}) };
    const times = { served: NaN, versionAfter: null, isBeingWritten: false };
    return { facts, generation, cost, stamp, ...times, sequence, version: this.version };
  }

  private _preview(path: string, sequence: number): void {
    const preview = this.previews.get(path)?.();
    const port = this._link?.port;
    if (preview && port) {
      const delivery: PreviewDelivery = {
        generation: this._link?.generation ?? 0,
        sequence,
        preview
      };
      port.onmessage = ({ data }: MessageEvent<number>) => this.painted.push(data);
      port.postMessage(delivery, [...buffersIn(preview)]);
    }
  }

  prioritise(paths: readonly string[]): void {
    this.prioritised.push(paths);
  }

  link(connect: (() => IReaderLink | null) | null): void {
    this._connect = connect;
    this.restart();
  }

  /** Simulates a reading worker that ended and its successor. */
  restart(): void {
    this._link?.port.close();
    this._link = this._connect?.() ?? null;
  }

  private _connect: (() => IReaderLink | null) | null = null;
  private _link: IReaderLink | null = null;
}
