import type { ConsoleMessage, Page, Request } from '@playwright/test';

export interface IRequest {
  method: string;
  url: string;
}

/** Requests of a test's page, and its errors. */
export interface IRecorded {
  requests: IRequest[];
  /** Uncaught errors, and the same with their origin. */
  pageErrors: string[];
  stacks: string[];
  consoleErrors: string[];
}

export function emptyRecord(): IRecorded {
  return { requests: [], pageErrors: [], stacks: [], consoleErrors: [] };
}

/**
 * Record requests and errors of a page, in the record current at that time.
 * @returns a function that stops recording.
 */
export function record(page: Page, current: () => IRecorded): () => void {
  const onRequest = (request: Request) =>
    current().requests.push({ method: request.method(), url: request.url() });
  const onError = (error: Error) => {
    current().pageErrors.push(String(error));
    current().stacks.push(error.stack || String(error));
  };
  const onConsole = (message: ConsoleMessage) => {
    // the browser's message on a response of the server, as for a missing file
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      current().consoleErrors.push(message.text());
    }
  };
  page.on('request', onRequest);
  page.on('pageerror', onError);
  page.on('console', onConsole);
  return () => {
    page.off('request', onRequest);
    page.off('pageerror', onError);
    page.off('console', onConsole);
  };
}
