/** @jest-environment jsdom */
import { CommandRegistry } from '@lumino/commands';
import { addLater } from '../../../src/commands/late';

function setUp(failures = 0) {
  const commands = new CommandRegistry();
  let loads = 0;
  const load = addLater(commands, ['xes:a', 'xes:b'], async () => {
    if (++loads <= failures) {
      throw new Error('offline');
    }
    return () => {
      for (const id of ['xes:a', 'xes:b']) {
        const args = { type: 'object', properties: { [id]: {} } };
        commands.addCommand(id, {
          label: id,
          describedBy: { args },
          execute: given => ({ id, given: { ...given } })
        });
      }
    };
  });
  return { commands, load, loads: () => loads };
}

describe('commands that load lazily', () => {
  it('are in no menu until the first that is run, which loads all', async () => {
    const { commands, loads } = setUp();
    expect([commands.isVisible('xes:a'), loads()]).toEqual([false, 0]);
    expect(await commands.execute('xes:a', { x: 1 })).toEqual({ id: 'xes:a', given: { x: 1 } });
    expect([commands.isVisible('xes:b'), commands.label('xes:b')]).toEqual([true, 'xes:b']);
    expect(await commands.execute('xes:b')).toMatchObject({ id: 'xes:b' });
    expect(loads()).toBe(1);
  });

  it('describe their arguments', async () => {
    const { commands } = setUp();
    expect((await commands.describedBy('xes:b')).args).toMatchObject({
      properties: { 'xes:b': {} }
    });
  });

  it('are retried if they could not be loaded', async () => {
    const { commands, load, loads } = setUp(1);
    await expect(load()).rejects.toThrow('offline');
    expect(await commands.execute('xes:a')).toMatchObject({ id: 'xes:a' });
    expect(loads()).toBe(2);
  });
});
