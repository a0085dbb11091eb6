import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { map, spectrum, useFaults } from './support/faults.js';
import { open, reload, toast, tokens, type IScope } from './support/scope.js';

const f = useFaults();
const settingsId = 'jupyterlab-xes:plugin';

interface IRegistry {
  set(plugin: string, key: string, value: unknown): Promise<void>;
  remove(plugin: string, key: string): Promise<void>;
}

/** Change a setting of ours, or without a value revert it. */
function setSetting(key: string, value?: number): Promise<void> {
  return f.page.evaluate(
    async ([token, plugin, name, wanted]) => {
      const { faults } = window as unknown as IScope;
      const registry = faults.service(token) as unknown as IRegistry;
      await (wanted === null ? registry.remove(plugin, name) : registry.set(plugin, name, wanted));
    },
    [tokens.settings, settingsId, key, value ?? null] as const
  );
}

test('memory use above the threshold: hidden scans are released, with a message', async () => {
  const { page } = f;
  f.undo(async () => {
    await setSetting('memoryThreshold');
    await setSetting('memoryInterval');
  });
  await open(page, map);
  await open(page, spectrum);
  await setSetting('memoryThreshold', 16); // the reader alone uses more
  await setSetting('memoryInterval', 1);
  const warning = toast(page, 'The XES viewer held');
  await expect(warning).toBeVisible();
  await expect(warning.getByText('Free caches')).toBeVisible();
  // what was released is reread
  expect((await open(page, map)).scans[0]).toMatchObject({ state: 'ready', error: null });
  expect(f.reports()).toEqual([]);
});

interface IKernelSession {
  id: string;
  kernel: { id: string };
  dispose(): void;
}

interface ISessions {
  startNew(options: object): Promise<IKernelSession>;
  shutdown(id: string): Promise<void>;
}

/** Process of a kernel: its connection file is named by its id. */
function processOf(kernel: string): number | undefined {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .find(pid => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`kernel-${kernel}`);
      } catch {
        return false; // ended meanwhile
      }
    });
}

test('the kernel next to the viewer is killed', async () => {
  test.skip(process.platform !== 'linux', 'kernels are found by /proc');
  const { page } = f;
  await open(page, map);
  const session = await page.evaluate(async () => {
    const { sessions } = (window as unknown as IScope).jupyterapp.serviceManager as unknown as {
      sessions: ISessions;
    };
    const { id, kernel } = await sessions.startNew({
      path: 'beside.ipynb',
      name: 'beside.ipynb',
      type: 'notebook',
      kernel: { name: 'python3' }
    });
    return { id, kernel: kernel.id };
  });
  f.undo(() =>
    page.evaluate(async id => {
      const { sessions } = (window as unknown as IScope).jupyterapp.serviceManager as unknown as {
        sessions: ISessions;
      };
      await sessions.shutdown(id);
    }, session.id)
  );
  await expect.poll(() => processOf(session.kernel)).toBeDefined();
  const killed = processOf(session.kernel);
  process.kill(killed ?? 0, 'SIGKILL');
  // Jupyter starts another in its place
  await expect.poll(() => processOf(session.kernel) ?? killed).not.toBe(killed);
  expect(await reload(page)).toBeNull();
  expect(f.reports()).toEqual([]);
});
