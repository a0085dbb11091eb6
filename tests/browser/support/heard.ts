import type { ConsoleMessage, Page, Request } from '@playwright/test';

export interface IRequest {
  method: string;
  url: string;
}

/** What a test's page asked for, and what went wrong on it. */
export interface IRecorded {
  requests: IRequest[];
  /** Errors that nobody caught, and the same with where they came from. */
  pageErrors: string[];
  stacks: string[];
  consoleErrors: string[];
}

export function emptyRecord(): IRecorded {
  return { requests: [], pageErrors: [], stacks: [], consoleErrors: [] };
}

/** Note what a page asks for and what goes wrong on it, each time where it is noted then. @returns what ends it. */
export function record(page: Page, current: () => IRecorded): () => void {
  const onRequest = (request: Request) =>
    current().requests.push({ method: request.method(), url: request.url() });
  const onError = (error: Error) => {
    current().pageErrors.push(String(error));
    current().stacks.push(error.stack || String(error));
  };
  const onConsole = (message: ConsoleMessage) => {
    // what the browser says of an answer is the server's, as of a file that is not there
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
