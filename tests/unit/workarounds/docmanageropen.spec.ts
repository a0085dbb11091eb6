/** @jest-environment jsdom */
import type { IDocumentManager } from '@jupyterlab/docmanager';
import { analysisFactory, scanFactory } from '../../../src/documents/factories.js';
import { keepFactoriesReachable, watchAddress } from '../../../src/workarounds/docmanageropen.js';

/** A document manager that records its calls. */
class Manager {
  calls: string[] = [];
  held: string[] = [];

  open(path: string, factory = 'default'): undefined {
    this.calls.push(`core ${path} ${factory}`);
  }

  openOrReveal(path: string, factory = 'default'): undefined {
    this.calls.push(`reveal ${path} ${factory}`);
  }

  findWidget(path: string, factory: string): object | undefined {
    return factory === scanFactory && this.held.includes(path) ? {} : undefined;
  }
}

function prepared(paths?: Promise<{ browser: string; file: string }>) {
  const manager = new Manager();
  const docManager = manager as unknown as IDocumentManager;
  keepFactoriesReachable(docManager, {
    factories: [scanFactory, analysisFactory],
    revealing: scanFactory,
    isRouted: paths && watchAddress({ paths })
  });
  return { manager, docManager };
}

const greedy = (manager: Manager) => (path: string) => {
  manager.calls.push(`other ${path}`);
  return undefined;
};

describe('keepFactoriesReachable', () => {
  it('is idle while nobody has replaced the manager’s own method', () => {
    const { manager, docManager } = prepared();
    docManager.open('a.nxs');
    docManager.open('a.nxs', scanFactory);
    docManager.open('a.csv', 'CSV');
    expect(manager.calls).toEqual([
      'core a.nxs default',
      `core a.nxs ${scanFactory}`,
      'core a.csv CSV'
    ]);
  });

  it('reaches our factories despite a viewer that handles every call', () => {
    const { manager, docManager } = prepared();
    docManager.open = greedy(manager);
    docManager.open('a.nxs');
    docManager.open('a.nxs', scanFactory);
    docManager.open('a.xes.json', analysisFactory);
    expect(manager.calls).toEqual([
      'other a.nxs',
      `core a.nxs ${scanFactory}`,
      `core a.xes.json ${analysisFactory}`
    ]);
  });

  it('lets a replacement call the original', () => {
    const { manager, docManager } = prepared();
    const before = docManager.open;
    docManager.open = (...args) => {
      manager.calls.push('other');
      return before(...args);
    };
    docManager.open('a.nxs', 'Editor');
    expect(manager.calls).toEqual(['other', 'core a.nxs Editor']);
  });
});

describe('the file in the URL', () => {
  it('is revealed, once, if it is open in our viewer', async () => {
    const paths = Promise.resolve({ browser: '', file: 'a.nxs' });
    const { manager, docManager } = prepared(paths);
    docManager.open = greedy(manager);
    manager.held = ['a.nxs', 'b.nxs'];
    await paths;
    docManager.open('b.nxs');
    docManager.open('a.nxs', 'Editor');
    docManager.open('a.nxs');
    docManager.open('a.nxs');
    expect(manager.calls).toEqual([
      'other b.nxs',
      'other a.nxs',
      `reveal a.nxs ${scanFactory}`,
      'other a.nxs'
    ]);
  });

  it('is opened as usual if it is not, or if nothing was routed', async () => {
    for (const paths of [
      Promise.resolve({ browser: '', file: 'a.nxs' }),
      Promise.reject<never>(new Error('not routed'))
    ]) {
      const { manager, docManager } = prepared(paths);
      await paths.catch(() => undefined);
      docManager.open('a.nxs');
      expect(manager.calls).toEqual(['core a.nxs default']);
    }
  });
});
