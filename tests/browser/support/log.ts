import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { ISession } from './session.js';

export interface ILine {
  session: string;
  seq: number;
  time: string;
  level: string;
  module: string;
  message: string;
  path: string;
  where?: string;
  repeats?: number;
}

/** File names in the diagnostics of a folder of the server. */
export function diagnosticsIn(session: ISession, folder = ''): string[] {
  const place = session.file(path.join(folder, 'xes-diagnostics'));
  return existsSync(place) ? readdirSync(place).sort() : [];
}

/** The page's lines in a log of a folder, in the order of the file: the server adds its own. */
export function linesIn(session: ISession, name = 'xes.log', folder = ''): ILine[] {
  const file = session.file(path.join(folder, 'xes-diagnostics', name));
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1); // a line just being written is skipped
  return whole
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as ILine)
    .filter(({ module }) => module !== 'server');
}

/** Validated lines of one session, numbered from 1 without a gap. */
export function expectInOrder(lines: readonly ILine[]): void {
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, i) => i + 1));
  expect(new Set(lines.map(line => line.session)).size).toBe(1);
  for (const { session, time } of lines) {
    expect(session).toMatch(/^[0-9a-f]{8}$/);
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
}

interface IRegistry {
  set(plugin: string, key: string, value: unknown): Promise<void>;
}

interface IApp {
  pluginRegistry: { _services: Map<{ name: string }, string> };
  resolveOptionalService(token: object): Promise<IRegistry | null>;
}

/** Change a setting, like JupyterLab's editor. */
export function setSetting(page: Page, key: string, value: unknown): Promise<void> {
  return page.evaluate(
    async ([name, wanted]) => {
      const { jupyterapp: app } = window as unknown as { jupyterapp: IApp };
      const tokens = [...app.pluginRegistry._services.keys()];
      const token = tokens.find(entry => entry.name === '@jupyterlab/coreutils:ISettingRegistry');
      const registry = token ? await app.resolveOptionalService(token) : null;
      if (!registry) {
        throw new Error('no settings are here');
      }
      await registry.set('jupyterlab-xes:plugin', name, wanted);
    },
    [key, value] as const
  );
}
