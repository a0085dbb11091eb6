import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDisposable } from '@lumino/disposable';
import type { Log } from '../diagnostics/log.js';
import { DisposableStore, pageLifecycle } from '../lifecycle/index.js';
import { LogOutbox } from '../recovery/store/logoutbox.js';
import { ContentsTransport, type ILogLimits } from '../diagnostics/sinks/contentslog.js';
import { FileSink } from '../diagnostics/sinks/file.js';
import { ServerTransport } from '../server/serverlog.js';
import { loginOf } from '../server/pagelogin.js';
import type { BlackBox } from '../recovery/blackbox.js';
import { serverOf } from '../server/pageserver.js';

export interface IFileLogOptions {
  app: JupyterFrontEnd;
  log: Log;
  /** Folders for the log, in order of preference. */
  places: () => string[];
  limits: () => ILogLimits;
  /** Stores entries that wait for the server, beyond the end of the page. */
  box: BlackBox;
}

/**
 * Write the log to files, through the server extension if it is installed. By default no file is
 * created while nothing goes wrong. @returns a disposable that stops writing.
 */
export function attachFileLog(options: IFileLogOptions): IDisposable {
  const { app, log, places, limits, box } = options;
  const { contents, serverSettings } = app.serviceManager;
  const logger = log.module('log');
  const login = loginOf(app);
  const server = serverOf(app);
  const owned = new DisposableStore();
  const sink = owned.add(
    new FileSink({
      places,
      outbox: new LogOutbox({
        store: box.store,
        session: log.session,
        server: serverSettings.baseUrl,
        liveness: box.liveness
      }),
      transport: async () =>
        (await server.find())?.features.includes('log')
          ? new ServerTransport(server.ask, folder => contents.localPath(folder))
          : new ContentsTransport(contents, limits),
      paused: () => (login.isEnded ? 'The login has ended' : null),
      onFailed: error => {
        login.onFailure(error);
        server.forget();
      },
      onAway: (isAway, reason) =>
        isAway
          ? logger.warning(`The log is kept in the browser: ${reason}`)
          : logger.warning('The log is written to its files again'), // same level: files hold both
      onLost: count => logger.warning(`${count} entries were lost on the way to the files`)
    })
  );
  owned.add(log.addSink(sink, { name: 'file', level: 'warning', replay: true, trail: true }));
  owned.add(login.onResumed(() => sink.retry()));
  owned.listen(window, 'online', () => sink.retry());
  owned.add(
    pageLifecycle.subscribe('log', {
      ended: () => {
        log.flush();
        void sink.end(bytes => box.budget.take(bytes));
      }
    })
  );
  return owned;
}
