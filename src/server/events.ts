import type { ICrashEvent } from '../diagnostics/crashevent.js';
import type { AskServer } from './client.js';

/** Hand an event to the server extension. @throws DeliveryError where the server does not take it. */
export async function postEvent(ask: AskServer, event: ICrashEvent): Promise<void> {
  await ask('events', { body: JSON.stringify({ event }) });
}
