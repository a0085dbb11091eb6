/** @jest-environment jsdom */
import { releaseToolbarBehaviors } from '../../../src/lifecycle/index.js';

/** A FAST controller as far as the remedy knows it. */
class FakeController {
  behaviors: Map<unknown, number> | null = new Map<unknown, number>([
    ['appearance', 1],
    ['theme', 2]
  ]);
  forced: boolean[] = [];

  removeBehaviors(behaviors: unknown[], force: boolean): void {
    this.forced.push(force);
    behaviors.forEach(behavior => this.behaviors?.delete(behavior));
  }
}

function withController(element: HTMLElement, controller: unknown): HTMLElement {
  return Object.assign(element, { $fastController: controller });
}

describe('releaseToolbarBehaviors', () => {
  it('takes the behaviours of the toolbar and of all below it away', () => {
    const controllers = [new FakeController(), new FakeController(), new FakeController()];
    const toolbar = withController(document.createElement('jp-toolbar'), controllers[0]);
    const item = document.createElement('div');
    item.append(withController(document.createElement('jp-button'), controllers[1]));
    toolbar.append(item, withController(document.createElement('jp-button'), controllers[2]));
    releaseToolbarBehaviors(toolbar);
    for (const { behaviors, forced } of controllers) {
      expect(behaviors?.size).toBe(0);
      expect(forced).toEqual([true]);
    }
  });

  it('does nothing to elements that are none of FAST, or of another FAST', () => {
    const toolbar = document.createElement('div');
    const empty = new FakeController();
    empty.behaviors = null;
    toolbar.append(
      document.createElement('button'),
      withController(document.createElement('jp-button'), empty),
      withController(document.createElement('jp-button'), { behaviors: new Map([[1, 1]]) }),
      withController(document.createElement('jp-button'), null)
    );
    expect(() => releaseToolbarBehaviors(toolbar)).not.toThrow();
    expect(empty.forced).toEqual([]);
  });
});
