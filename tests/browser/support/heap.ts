import type { CDPSession } from '@playwright/test';

export interface ICounts {
  nodes: number;
  listeners: number;
  /** JavaScript heap in use, bytes. */
  heap: number;
}

/** DOM nodes, listeners and heap of the page after a forced garbage collection. */
export async function counts(cdp: CDPSession): Promise<ICounts> {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find(entry => entry.name === name)?.value ?? NaN;
  const { usedSize: heap } = await cdp.send('Runtime.getHeapUsage');
  return { nodes: metric('Nodes'), listeners: metric('JSEventListeners'), heap };
}

/** Finds the prototypes of our classes while a viewer is open: no instance is retained. */
const found = (parts: readonly string[]) => `(() => {
  const shown = [...jupyterapp.shell.widgets('main')].find(one => one.hasClass('jp-XESDocument'));
  const isHost = value => !!value?.node?.classList?.contains('jp-XESPlot');
  const within = widget => [widget, ...[...widget.children()].flatMap(within)];
  const widgets = within(shown.viewer);
  const plot = widgets.find(child => Object.values(child).some(isHost));
  const parts = ${JSON.stringify(parts)}.map(name => [name, widgets.find(one => one.hasClass(name))]);
  return {
    document: shown,
    viewer: shown.viewer,
    model: shown.model,
    plotHost: Object.values(plot).find(isHost),
    ...Object.fromEntries(parts)
  };
})()`;

const classes = ['document', 'viewer', 'model', 'plotHost'];

/** Counts objects of our classes in the page's heap. */
export class OurObjects {
  private constructor(
    private _cdp: CDPSession,
    private _prototypes: Map<string, string>
  ) {}

  /**
   * Call while a viewer is open.
   * @param parts classes of nodes of widgets in the viewer, whose objects are counted too.
   */
  static async learn(cdp: CDPSession, parts: readonly string[] = []): Promise<OurObjects> {
    const prototypes = new Map<string, string>();
    for (const name of [...classes, ...parts]) {
      const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
        expression: `Object.getPrototypeOf(${found(parts)}['${name}'])`
      });
      if (exceptionDetails || !result.objectId) {
        throw new Error(`${name} was not found: ${exceptionDetails?.exception?.description ?? ''}`);
      }
      prototypes.set(name, result.objectId);
    }
    return new OurObjects(cdp, prototypes);
  }

  /** Number of objects of each; garbage is collected before. */
  async count(): Promise<Record<string, number>> {
    const numbers: Record<string, number> = {};
    for (const [name, prototypeObjectId] of this._prototypes) {
      const { objects } = await this._cdp.send('Runtime.queryObjects', { prototypeObjectId });
      const { result } = await this._cdp.send('Runtime.callFunctionOn', {
        objectId: objects.objectId,
        functionDeclaration: 'function () { return this.length; }',
        returnByValue: true
      });
      await this._cdp.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
      numbers[name] = result.value as number;
    }
    return numbers;
  }
}
