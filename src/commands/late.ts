import type { CommandRegistry } from '@lumino/commands';
import { once } from '../lifecycle/once.js';

/**
 * Registers commands whose code is loaded later. Until then they are in no menu, and running one
 * loads the code of all.
 * @param add loads the code; the function it returns registers the commands.
 * @returns a function that loads it now.
 */
export function addLater(
  commands: CommandRegistry,
  ids: readonly string[],
  add: () => Promise<() => void>
): () => Promise<void> {
  const load = once(async () => {
    const register = await add();
    placeholders.forEach(placeholder => placeholder.dispose());
    register();
    ids.forEach(id => commands.notifyCommandChanged(id)); // updates buttons created before
  });
  const placeholders = ids.map(id =>
    commands.addCommand(id, {
      isVisible: () => false,
      describedBy: async () => {
        await load();
        return commands.describedBy(id);
      },
      execute: async args => {
        await load();
        return commands.execute(id, args) as Promise<unknown>;
      }
    })
  );
  return load;
}
