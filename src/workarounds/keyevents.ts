import type { CommandRegistry } from '@lumino/commands';

/**
 * Fixes a leak in Lumino's command registry: it holds every key event until some shortcut runs, and
 * each event holds the field it was typed into, with the whole tree around the field. Here the
 * events of fields that have left the document are removed: no shortcut can be meant for them. Call
 * it after a widget with text fields was detached. The list came with jupyterlab/lumino#689; no
 * issue about the leak is known to us.
 *
 * If a later Lumino holds no events, this does nothing.
 */
export function forgetKeyEvents(commands: CommandRegistry): void {
  const { _holdKeyBindingPromises: held } = commands as unknown as IHolder;
  if (held instanceof Map) {
    [...held.keys()].filter(isDetached).forEach(event => held.delete(event));
  }
}

interface IHolder {
  _holdKeyBindingPromises?: unknown;
}

function isDetached(event: unknown): boolean {
  return event instanceof Event && event.target instanceof Node && !event.target.isConnected;
}
