/** @jest-environment jsdom */
import type { Contents } from '@jupyterlab/services';
import {
  buildReport,
  type ICrashReport,
  type IReportAnalysis
} from '../../../src/diagnostics/index.js';
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
      throw new Error(`500 ${path}`); // the server's answer for a missing folder
    }
    this.files.set(path, model.content);
    return model;
  }
}

function writerOver(contents: FakeContents, places: string[]): ContentsReportWriter {
  return new ContentsReportWriter(
    contents as unknown as Contents.IManager,
    () => places,
    (file, path) => `from ${file} to ${path}`
  );
}

function someReport(
  snapshot: Record<string, unknown> = {},
  analyses: IReportAnalysis[] = []
): ICrashReport {
  return buildReport({
    analyses: () => analyses,
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
  it('creates the folder once if it is missing', async () => {
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
    expect(JSON.parse(text)).toMatchObject({ schemaVersion: 3, error: { message: 'odd' } });
    expect(writer.kept.size).toBe(0);
  });

  it('falls back to the next location if the first is forbidden', async () => {
    const contents = new FakeContents([], path => path.startsWith('run/'));
    const written = await writerOver(contents, ['run', 'RTC:']).write(someReport(), context);
    expect(written.path).toMatch(/^RTC:xes-diagnostics\/crash-/);
  });

  it('falls back if the folder exists but accepts no file', async () => {
    const contents = new FakeContents(['run/xes-diagnostics'], path => path.startsWith('run/'));
    const written = await writerOver(contents, ['run', 'data']).write(someReport(), context);
    expect(written.path).toMatch(/^data\/xes-diagnostics\/crash-/);
  });

  it('falls back to the root only if no location is known, not if none is writable', async () => {
    const contents = new FakeContents([], path => path.startsWith('run/'));
    expect((await writerOver(contents, ['run']).write(someReport(), context)).path).toBeNull();
    const nowhere = await writerOver(contents, []).write(someReport(), context);
    expect(nowhere.path).toMatch(/^xes-diagnostics\/crash-/);
  });

  it('keeps the last 20 and offers a download if no location is writable', async () => {
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

  it('writes each analysis next to the report, to the byte', async () => {
    const contents = new FakeContents([]);
    const analyses: IReportAnalysis[] = [
      // digests, and scans named as a digest or below a home directory, are no secrets
      {
        path: 'home/ann/7f3d9c0b7f3d9c0b7f3d9c0b7f3d9c0b.xes.json',
        kind: 'analysis',
        base: 't',
        text: `{"sha256":"${'7f3d9c0b'.repeat(8)}","scans":[{"path":"/home/ann/a.nxs"}]}\n`
      },
      { path: 'b.nxs', kind: 'scan', base: null, text: '{"token=1": "ä€"}' }
    ];
    const { path } = await writerOver(contents, ['run']).write(someReport({}, analyses), context);
    const stem = String(path).replace(/\.json$/, '');
    expect([...contents.files.keys()]).toEqual([
      `${stem}.xes.json`,
      `${stem}-2.xes.json`,
      `${stem}.json`,
      `${stem}.md`
    ]);
    expect(contents.files.get(`${stem}.xes.json`)).toBe(analyses[0].text);
    expect(contents.files.get(`${stem}-2.xes.json`)).toBe(analyses[1].text);
    const text = contents.files.get(`${stem}.json`) as string;
    expect(JSON.parse(text)).toMatchObject({
      analyses: [
        {
          path: 'home/ann/[secret].xes.json',
          from: `from ${path} to ${analyses[0].path}`,
          file: `${stem.split('/').pop()}.xes.json`
        },
        { path: 'b.nxs', kind: 'scan', base: null, file: `${stem.split('/').pop()}-2.xes.json` }
      ]
    });
    expect(text).not.toContain('sha256');
    expect(contents.files.get(`${stem}.md`)).toContain(`${stem.split('/').pop()}-2.xes.json`);
  });

  it('names no analysis that could not be written, and is written all the same', async () => {
    const contents = new FakeContents([], path => path.endsWith('.xes.json'));
    const analyses: IReportAnalysis[] = [{ path: 'a.nxs', kind: 'scan', base: null, text: '{}' }];
    const { path } = await writerOver(contents, ['']).write(someReport({}, analyses), context);
    const text = contents.files.get(String(path)) as string;
    expect(JSON.parse(text)).toMatchObject({ analyses: [{ path: 'a.nxs', file: null }] });
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
