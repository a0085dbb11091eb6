/** @jest-environment jsdom */
import { mendToolbar } from '../../../src/workarounds/index.js';

interface IBound {
  unbind(): void;
}

/** FAST's bindings of an element; counts how often it is bound. */
class Listener implements IBound {
  listening = 0;
  bind(): void {
    this.listening = 1;
  }
  unbind(): void {
    this.listening = 0;
  }
}

/**
 * A FAST controller with its leak: an appearance removes its own behaviour from the list unseen.
 */
class Controller {
  behaviors: Map<IBound, number> | null = new Map();
  readonly nested = new Listener();
  readonly direct = new Listener();
  disconnected = 0;

  connect(): void {
    const appearance = { unbind: () => this.behaviors?.delete(this.nested) };
    this.behaviors = new Map<IBound, number>([
      [appearance, 1],
      [this.direct, 1],
      [this.nested, 1]
    ]);
    this.direct.bind();
    this.nested.bind();
  }

  onDisconnectedCallback(): void {
    this.disconnected++;
    for (const [behavior] of this.behaviors ?? []) {
      behavior.unbind();
    }
  }
}

function button(controller: unknown = new Controller()): HTMLElement {
  if (controller instanceof Controller) {
    controller.connect();
  }
  return Object.assign(document.createElement('jp-button'), { $fastController: controller });
}

const turn = () => new Promise(resolve => setTimeout(resolve));

describe('mendToolbar', () => {
  it('unbinds what an unpatched controller leaks, each time it is disconnected', () => {
    const unmended = new Controller();
    unmended.connect();
    unmended.onDisconnectedCallback();
    expect([unmended.direct.listening, unmended.nested.listening]).toEqual([0, 1]);

    const controller = new Controller();
    const toolbar = document.createElement('div');
    toolbar.append(button(controller));
    mendToolbar(toolbar).dispose();
    for (let time = 1; time <= 2; time++) {
      controller.onDisconnectedCallback();
      expect([controller.direct.listening, controller.nested.listening]).toEqual([0, 0]);
      expect(controller.disconnected).toBe(time);
      controller.connect();
    }
  });

  it('handles elements that are added later, up to its end', async () => {
    const toolbar = document.createElement('div');
    const watch = mendToolbar(toolbar);
    const item = document.createElement('div');
    const [early, late, after] = [new Controller(), new Controller(), new Controller()];
    item.append(button(early));
    toolbar.append(item);
    await turn();
    item.append(button(late));
    watch.dispose();
    item.append(button(after));
    await turn();
    const left = [early, late, after].map(controller => {
      controller.onDisconnectedCallback();
      return controller.nested.listening;
    });
    expect(left).toEqual([0, 0, 1]);
  });

  it('patches an element once, however often it is moved', async () => {
    const toolbar = document.createElement('div');
    const watch = mendToolbar(toolbar);
    const controller = new Controller();
    const moved = button(controller);
    toolbar.append(moved);
    await turn();
    const { onDisconnectedCallback } = controller;
    moved.remove();
    toolbar.append(moved);
    await turn();
    expect(controller.onDisconnectedCallback).toBe(onDisconnectedCallback);
    watch.dispose();
  });

  it('does nothing to elements that are not of FAST, or of another FAST', () => {
    const toolbar = document.createElement('div');
    const empty = new Controller();
    toolbar.append(
      document.createElement('button'),
      button(empty),
      button({ behaviors: new Map([[1, 1]]) }),
      button(null)
    );
    empty.behaviors = null;
    mendToolbar(toolbar).dispose();
    expect(() => empty.onDisconnectedCallback()).not.toThrow();
    expect(empty.disconnected).toBe(1);
  });
});
