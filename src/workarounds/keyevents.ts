import type { CommandRegistry } from '@lumino/commands';

/**
 * Remedy for a leak of Lumino's command registry: it holds every key event until some shortcut runs, and each event
 * holds the field it was typed into, with the whole tree that the field was part of. Here it gives up those of fields
 * that are in the document no more: no shortcut can be meant for them. To be called after a widget with text fields
 * was detached. The list came with jupyterlab/lumino#689; no issue tells of the leak.
 *
 * Where a later Lumino holds none, this does nothing.
 */
export function forgetKeyEvents(commands: CommandRegistry): void {
  const { _holdKeyBindingPromises: held } = commands as unknown as IHolder;
  if (held instanceof Map) {
    [...held.keys()].filter(isOfNothing).forEach(event => held.delete(event));
  }
}

interface IHolder {
  _holdKeyBindingPromises?: unknown;
}

function isOfNothing(event: unknown): boolean {
  return event instanceof Event && event.target instanceof Node && !event.target.isConnected;
}
