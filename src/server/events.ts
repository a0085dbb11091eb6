import type { ICrashEvent } from '../diagnostics/crashevent.js';
import type { AskServer } from './client.js';

/** Post an event to the server extension. @throws DeliveryError if the server does not take it. */
export async function postEvent(ask: AskServer, event: ICrashEvent): Promise<void> {
  await ask('events', { body: JSON.stringify({ event }) });
}
