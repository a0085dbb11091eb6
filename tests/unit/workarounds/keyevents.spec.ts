/** @jest-environment jsdom */
import { CommandRegistry } from '@lumino/commands';
import { forgetKeyEvents } from '../../../src/workarounds/index.js';

/** Key events held by a registry; none in a later Lumino without such a list. */
const heldBy = (commands: CommandRegistry) => [
  ...(
    commands as unknown as { _holdKeyBindingPromises: Map<KeyboardEvent, unknown> }
  )._holdKeyBindingPromises.keys()
];

/**
 * A field in the document, and a registry that holds a key typed into it, as JupyterLab leaves it.
 */
function typed() {
  const commands = new CommandRegistry();
  const field = document.body.appendChild(document.createElement('input'));
  const event = new KeyboardEvent('keydown', { key: 'a', bubbles: true });
  document.addEventListener(
    'keydown',
    key => commands.holdKeyBindingExecution(key, Promise.resolve(true)),
    { once: true }
  );
  field.dispatchEvent(event);
  return { commands, field, event };
}

describe('forgetKeyEvents', () => {
  afterEach(() => document.body.replaceChildren());

  it('releases the keys of a field that left the document', () => {
    const { commands, field, event } = typed();
    expect(heldBy(commands)).toEqual([event]);

    field.remove();
    forgetKeyEvents(commands);

    expect(heldBy(commands)).toEqual([]);
  });

  it('leaves those of fields that are attached', () => {
    const { commands, event } = typed();

    forgetKeyEvents(commands);

    expect(heldBy(commands)).toEqual([event]);
  });

  it('does nothing if a registry holds none', () => {
    expect(() => forgetKeyEvents({} as CommandRegistry)).not.toThrow();
  });
});
