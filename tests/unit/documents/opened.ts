import { Context, TextModelFactory, type DocumentRegistry } from '@jupyterlab/docregistry';
import type { ServiceManager } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import { readDocument } from '../../../src/analysis/document/index';
import type { IDiagnostics } from '../../../src/diagnostics/types';
import { AnalysisBinding } from '../../../src/documents/analysisbinding';
import { resolveFrom } from '../../../src/documents/paths';
import { AnalysisModel } from '../../../src/model';
import { FakeCompute } from '../model/fakecompute';
import { settle } from '../plots/fakeplotly';
import type { Files } from './movedfiles';

const diagnostics = {
  log: () => undefined,
  guard: async (_: unknown, work: () => unknown) => work(),
  guardSync: (_: unknown, work: () => unknown) => work()
} as unknown as IDiagnostics;

const signal = () => new Signal<object, unknown>({});
const services = (files: Files) =>
  ({
    ready: Promise.resolve(),
    contents: files.contents,
    kernels: {},
    sessions: {
      runningChanged: signal(),
      connectionFailure: signal(),
      ready: Promise.resolve(),
      refreshRunning: () => Promise.resolve(),
      running: () => []
    },
    kernelspecs: { specsChanged: signal(), ready: Promise.resolve() }
  }) as unknown as ServiceManager.IManager;

/** An open analysis, assembled like in the documents' plugin. */
export class Opened {
  constructor(
    readonly files: Files,
    path: string
  ) {
    this.context = new Context({
      manager: services(files),
      factory: new TextModelFactory(),
      path
    });
    const resolve = (name: string) => resolveFrom(files.contents, this.context.path, name);
    const compute = new FakeCompute(() => new Promise(() => undefined));
    this.model = new AnalysisModel({ compute, resolve });
    const typed = this.context as DocumentRegistry.IContext<DocumentRegistry.ICodeModel>;
    this.binding = new AnalysisBinding(typed, this.model, diagnostics, files.contents);
  }

  readonly context: Context<DocumentRegistry.ICodeModel>;
  readonly model: AnalysisModel;
  readonly binding: AnalysisBinding;

  async open(): Promise<this> {
    await this.context.initialize(false);
    await settle();
    return this;
  }

  edit(): void {
    this.model.addCut({ type: 'CIE', at: 9660, width: 1 });
  }

  get names(): string[] {
    return this.model.document.scans.map(({ path }) => path);
  }

  get text(): string {
    return this.files.texts.get(this.context.path) ?? '';
  }

  /** Paths named by the document, in memory and in the file. */
  get meant(): { memory: string[]; file: string[] } {
    const resolve = (name: string) => resolveFrom(this.files.contents, this.context.path, name);
    const file = readDocument(this.text).scans.map(({ path }) => resolve(path));
    return { memory: this.names.map(resolve), file };
  }

  dispose(): void {
    this.binding.dispose();
    this.model.dispose();
    this.context.dispose();
  }
}
