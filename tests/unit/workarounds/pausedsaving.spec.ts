import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { pauseSaving } from '../../../src/workarounds/pausedsaving';

class Context {
  writable = true;
  get canSave(): boolean {
    return this.writable;
  }
}

const asContext = (context: object) => context as unknown as DocumentRegistry.Context;

describe('pauseSaving', () => {
  it('reports that nothing can be saved while the login has ended, and else what JupyterLab reports', () => {
    const context = new Context();
    const login = { isEnded: true };
    pauseSaving(asContext(context), login);
    expect(context.canSave).toBe(false);
    login.isEnded = false;
    expect(context.canSave).toBe(true);
    context.writable = false;
    expect(context.canSave).toBe(false);
  });

  it('leaves a replaced guard in place', () => {
    const context = new Context();
    Object.defineProperty(context, 'canSave', { configurable: true, get: () => false });
    pauseSaving(asContext(context), { isEnded: false });
    expect(context.canSave).toBe(false);
  });
});
