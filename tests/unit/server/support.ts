import { ServerConnection } from '@jupyterlab/services';
import { serverClient } from '../../../src/server';

export interface IAnswer {
  status?: number;
  type?: string;
  body?: unknown;
  /** It never answers. */
  isSilent?: boolean;
}

/** A client whose server has one answer, and records requests. */
export function serverOf(answer: IAnswer) {
  const { status = 200, type = 'application/json', body = {}, isSilent = false } = answer;
  const requests: { url: string; method: string; body: string }[] = [];
  const settings = ServerConnection.makeSettings({
    baseUrl: 'http://localhost/user/ann/',
    fetch: async input => {
      const request = input as Request;
      const { url, method, signal } = request;
      requests.push({ url: url.split('?')[0], method, body: await request.text() });
      if (isSilent) {
        signal.throwIfAborted(); // as fetch does
        await new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('aborted')))
        );
      }
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
        status,
        headers: { 'Content-Type': type }
      });
    }
  });
  return { ask: serverClient(settings), requests };
}
