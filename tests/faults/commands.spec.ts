import { expect, test, type Page } from '@playwright/test';
import { map, useFaults } from './support/faults.js';
import {
  dismissDialogs,
  logLines,
  open,
  tidy,
  toast,
  tokens,
  type IScope
} from './support/scope.js';

const f = useFaults({ recovery: 'once' });

const ours = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as IScope).jupyterapp.commands
      .listCommands()
      .filter(id => id.startsWith('xes:'))
  );

interface IAnswers {
  /** Errors that commands threw at their caller, by the command and its arguments. */
  thrown: Record<string, string>;
  /** Commands that worked all the same: they use nothing that is broken. */
  answered: string[];
}

/** Run every command of ours while everything that most of them use throws. */
function runAllBroken(page: Page, args: object): Promise<IAnswers> {
  return page.evaluate(
    async ([names, values]) => {
      const { jupyterapp, faults } = window as unknown as IScope;
      const { commands } = jupyterapp;
      let words = '';
      const fail = () => {
        throw new Error(words);
      };
      const releases: (() => void)[] = [];
      const plant = (target: object, property: string, how: 'get' | 'call') => {
        const before = Object.getOwnPropertyDescriptor(target, property);
        Object.defineProperty(target, property, {
          configurable: true,
          ...(how === 'get' ? { get: fail } : { value: fail, writable: true })
        });
        releases.push(() => {
          delete (target as Record<string, unknown>)[property];
          if (before) {
            Object.defineProperty(target, property, before);
          }
        });
      };
      const { contents } = jupyterapp.serviceManager;
      plant(faults.service(names.tracker), 'currentWidget', 'get');
      plant(faults.service(names.docManager), 'openOrReveal', 'call');
      plant(faults.service(names.browsers).tracker as object, 'currentWidget', 'get');
      plant(contents, 'newUntitled', 'call');
      plant(contents, 'save', 'call');
      plant(jupyterapp.shell, 'activateById', 'call');
      const answers: IAnswers = { thrown: {}, answered: [] };
      // some show a dialog, and wait for an answer
      const answering = setInterval(() => {
        document
          .querySelectorAll<HTMLElement>('.jp-Dialog button')
          .forEach((button, i) => i === 0 && button.click());
      }, 50);
      for (const id of commands.listCommands().filter(command => command.startsWith('xes:'))) {
        words = `planted in ${id}`;
        const requests = {
          execute: () => commands.execute(id, values),
          enabled: () => commands.isEnabled(id, values),
          visible: () => commands.isVisible(id, values),
          label: () => commands.label(id, values)
        };
        for (const [what, ask] of Object.entries(requests)) {
          try {
            const answer = await ask();
            if (what === 'execute' && answer !== undefined && answer !== null) {
              answers.answered.push(id);
            }
          } catch (error) {
            answers.thrown[`${id} ${what}`] = String(error);
          }
        }
      }
      clearInterval(answering);
      releases.forEach(release => release());
      return answers;
    },
    [tokens, args] as const
  );
}

test('an exception in every command: its dependencies throw', async () => {
  const { page } = f;
  await open(page, map);
  const { thrown, answered } = await runAllBroken(page, { path: map });
  expect(thrown).toEqual({});
  const ids = await ours(page);
  expect(ids.length).toBeGreaterThanOrEqual(10);
  let unreported: string[] = [];
  const silent = async () => {
    const lines = (await logLines(page)).join('\n');
    unreported = ids.filter(id => !lines.includes(`planted in ${id}`));
    return unreported.filter(id => !answered.includes(id));
  };
  // the log console is updated in batches
  await expect.poll(silent).toEqual([]);
  expect(unreported.length).toBeLessThan(ids.length / 2);
  await expect(toast(page, '').first()).toBeVisible();
  expect(f.reports().length).toBeLessThanOrEqual(10);
});

test('an exception in every command: the getters of the viewer and its model throw', async () => {
  const { page } = f;
  await open(page, map);
  const answers = await page.evaluate(async () => {
    const { jupyterapp } = window as unknown as IScope;
    const { commands, shell } = jupyterapp;
    const widget = shell.currentWidget as object;
    const get = () => {
      throw new Error('planted in a getter');
    };
    Object.defineProperty(widget, 'viewer', { configurable: true, get });
    Object.defineProperty(widget, 'model', { configurable: true, get });
    const wrong: string[] = [];
    for (const id of commands.listCommands().filter(command => command.startsWith('xes:'))) {
      if (['xes:open', 'xes:new-analysis', 'xes:help'].includes(id)) {
        continue; // they do not use a viewer
      }
      for (const ask of ['execute', 'isEnabled', 'isVisible', 'label'] as const) {
        try {
          await commands[ask](id, {});
        } catch (error) {
          wrong.push(`${id} ${ask}: ${String(error)}`);
        }
      }
    }
    delete (widget as { viewer?: unknown }).viewer;
    delete (widget as { model?: unknown }).model;
    return wrong;
  });
  expect(answers).toEqual([]);
  await f.expectReported('planted in a getter', /failed\. Your work is kept/);
});

test('every command with arguments of wrong types', async () => {
  const { page } = f;
  await open(page, map);
  const wrong = await page.evaluate(async () => {
    const { commands } = (window as unknown as IScope).jupyterapp;
    const odd = [
      null,
      undefined,
      42,
      'text',
      [],
      { path: 7, factory: {}, type: [], channel: { a: 1 }, report: 0, cwd: 12 },
      { path: '\u0000', factory: 'no such factory', type: 'CXX', channel: 'none', cwd: '/no/where' }
    ];
    const answers: string[] = [];
    // some show a dialog, and wait for an answer
    const answering = setInterval(() => {
      document
        .querySelectorAll<HTMLElement>('.jp-Dialog button')
        .forEach((button, i) => i === 0 && button.click());
    }, 50);
    for (const id of commands.listCommands().filter(command => command.startsWith('xes:'))) {
      if (id === 'xes:add-scans') {
        continue; // shows a dialog, whatever its arguments
      }
      for (const args of odd) {
        await commands.execute(id, args as object).catch((error: unknown) => {
          answers.push(`${id} ${JSON.stringify(args)}: ${String(error)}`);
        });
      }
    }
    clearInterval(answering);
    return answers;
  });
  expect(wrong).toEqual([]);
  await dismissDialogs(page);
});

test('every command while no viewer is open', async () => {
  const { page } = f;
  await tidy(page);
  const wrong = await page.evaluate(async () => {
    const { commands } = (window as unknown as IScope).jupyterapp;
    const answers: string[] = [];
    for (const id of commands.listCommands().filter(command => command.startsWith('xes:'))) {
      if (id === 'xes:new-analysis' || id === 'xes:help') {
        continue; // then a viewer would be open, or a dialog
      }
      for (const ask of ['execute', 'isEnabled', 'isVisible', 'label'] as const) {
        try {
          await commands[ask](id, {});
        } catch (error) {
          answers.push(`${id} ${ask}: ${String(error)}`);
        }
      }
    }
    return answers;
  });
  expect(wrong).toEqual([]);
});
