/** @jest-environment jsdom */
import type { Contents } from '@jupyterlab/services';
import { buildReport, type ICrashReport } from '../../../src/diagnostics/index.js';
import { ContentsReportWriter } from '../../../src/diagnostics/sinks/reports.js';

const context = { doing: 'Reading', path: 'run/a.nxs' };

/** A contents manager with folders, some of which can't be written. */
class FakeContents {
  files = new Map<string, unknown>();
  constructor(
    public folders: string[],
    private _readOnly: (path: string) => boolean = () => false
  ) {}

  async get(path: string): Promise<object> {
    if (!this.folders.includes(path)) {
      throw new Error(`404 ${path}`);
    }
    return { type: 'directory' };
  }

  async save(path: string, model: Partial<Contents.IModel>): Promise<object> {
    if (this._readOnly(path)) {
      throw new Error(`403 ${path}`);
    }
    if (model.type === 'directory') {
      this.folders.push(path);
      return model;
    }
    if (!this.folders.includes(path.replace(/\/[^/]*$/, ''))) {
      throw new Error(`500 ${path}`); // what the server answers for a missing folder
    }
    this.files.set(path, model.content);
    return model;
  }
}

function writerOver(contents: FakeContents, places: string[]): ContentsReportWriter {
  return new ContentsReportWriter(contents as unknown as Contents.IManager, () => places);
}

function someReport(snapshot: Record<string, unknown> = {}): ICrashReport {
  return buildReport({
    error: new Error('odd'),
    context,
    session: '0123abcd',
    now: new Date(Date.UTC(2026, 10, 24, 22, 15)),
    events: [],
    environment: () => ({}),
    snapshot: () => snapshot
  });
}

describe('ContentsReportWriter', () => {
  it('makes the folder where it is missing, once', async () => {
    const contents = new FakeContents([]);
    const writer = writerOver(contents, ['run']);
    const first = await writer.write(someReport(), context);
    await writer.write(someReport(), context);
    expect(first.path).toMatch(/^run\/xes-diagnostics\/crash-20261124T221500Z-[0-9a-f]{8}\.json$/);
    expect(contents.folders).toEqual(['run/xes-diagnostics']);
    expect([...contents.files.keys()].map(path => path.split('.').pop())).toEqual([
      'json',
      'md',
      'json',
      'md'
    ]);
    const text = contents.files.get(first.path ?? '') as string;
    expect(JSON.parse(text)).toMatchObject({ schemaVersion: 1, error: { message: 'odd' } });
    expect(writer.kept.size).toBe(0);
  });

  it('takes a folder that somebody else makes at the same moment', async () => {
    const contents = new FakeContents([]);
    const { save } = FakeContents.prototype;
    contents.save = async (path, model) => {
      const saved = await save.call(contents, path, model);
      if (model.type === 'directory') {
        throw new Error(`500 ${path} exists`); // made by the log
      }
      return saved;
    };
    const written = await writerOver(contents, ['run']).write(someReport(), context);
    expect(written.path).toMatch(/^run\/xes-diagnostics\/crash-/);
  });

  it('goes on to the next place where the first is forbidden', async () => {
    const contents = new FakeContents([], path => path.startsWith('run/'));
    const written = await writerOver(contents, ['run', 'RTC:']).write(someReport(), context);
    expect(written.path).toMatch(/^RTC:xes-diagnostics\/crash-/);
  });

  it('goes on where the folder is there but takes no file', async () => {
    const contents = new FakeContents(['run/xes-diagnostics'], path => path.startsWith('run/'));
    const written = await writerOver(contents, ['run', 'data']).write(someReport(), context);
    expect(written.path).toMatch(/^data\/xes-diagnostics\/crash-/);
  });

  it('goes to the root only where no place is known, not where none takes it', async () => {
    const contents = new FakeContents([], path => path.startsWith('run/'));
    expect((await writerOver(contents, ['run']).write(someReport(), context)).path).toBeNull();
    const nowhere = await writerOver(contents, []).write(someReport(), context);
    expect(nowhere.path).toMatch(/^xes-diagnostics\/crash-/);
  });

  it('keeps the last 20 and offers a download where no place takes it', async () => {
    const writer = writerOver(new FakeContents([], () => true), ['run']);
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    const urls = { createObjectURL: jest.fn(() => 'blob:x'), revokeObjectURL: jest.fn() };
    Object.assign(URL, urls);
    jest.useFakeTimers();

    const written = await writer.write(someReport(), context);
    expect(written.path).toBeNull();
    written.download();
    expect(click).toHaveBeenCalledTimes(1);
    jest.runAllTimers();
    expect(urls.revokeObjectURL).toHaveBeenCalledWith('blob:x');
    jest.useRealTimers();
    click.mockRestore();

    for (let i = 0; i < 30; i++) {
      await writer.write(someReport(), context);
    }
    expect(writer.kept.size).toBe(20);
  });

  it('writes no secrets, and a report whatever the snapshot holds', async () => {
    const contents = new FakeContents([]);
    const snapshot: Record<string, unknown> = {
      url: 'https://hub/user/ann/lab?token=abcdef',
      note: 'Cookie: a=abcdef "quoted"',
      count: 3n
    };
    snapshot.self = snapshot;
    await writerOver(contents, ['']).write(someReport(snapshot), context);
    const [text] = contents.files.values();
    expect(text).not.toMatch(/ann|abcdef/);
    expect(() => JSON.parse(String(text)) as unknown).not.toThrow();
  });
});
