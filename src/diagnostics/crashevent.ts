import { redact } from './redact.js';
import type { ICrashReport } from './report.js';

/**
 * A report as sent to an administrator who collects crashes: no names, paths or messages. Its
 * schema is jupyterlab_xes/event_schemas/crash-v1.yaml.
 */
export interface ICrashEvent {
  id: string;
  code: string | null;
  doing: string;
  versions: Partial<Record<'extension' | 'jupyterlab' | 'browser' | 'server', string>>;
}

/** @param server version of the server extension. */
export function crashEvent(report: ICrashReport, server: string | null): ICrashEvent {
  const { id, error, doing, environment } = report;
  const versions = {
    extension: environment.extensionVersion,
    jupyterlab: environment.applicationVersion,
    browser: browserOf(environment.userAgent),
    server
  };
  const known = Object.entries(versions).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= 64
  );
  return {
    id,
    // the code of a foreign error may be anything
    code: /^[a-z0-9./-]{1,64}$/.test(error.code ?? '') ? error.code : null,
    doing: redact(doing).slice(0, 200),
    versions: Object.fromEntries(known)
  };
}

/** For example `Firefox/133.0`; the rest of the user agent says more about the user's machine. */
function browserOf(userAgent: unknown): string | undefined {
  const names = [/\bEdg\/[\d.]+/, /\b(?:Headless)?Chrome\/[\d.]+/, /\bFirefox\/[\d.]+/];
  const text = typeof userAgent === 'string' ? userAgent : '';
  const known = names.flatMap(name => name.exec(text)?.[0] ?? []);
  const safari = /\bVersion\/([\d.]+).*\bSafari\//.exec(text);
  return known[0] ?? (safari ? `Safari/${safari[1]}` : undefined);
}
