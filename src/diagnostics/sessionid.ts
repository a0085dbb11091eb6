/** A name for this page's life: 8 hex digits. Log, reports, black box and health share one. */
export function newSessionId(): string {
  return crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, '0');
}
