import { crashEvent } from '../../../src/diagnostics/crashevent.js';
import { buildReport } from '../../../src/diagnostics/index.js';

const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

function eventOf(code: string, doing = 'Drawing the plot', environment: object = {}) {
  const error = Object.assign(new Error('secret.nxs of ann@example.org'), { code });
  const report = buildReport({
    error,
    context: { doing, path: 'home/ann/secret.nxs' },
    session: '0123abcd',
    now: new Date(0),
    events: [],
    environment: () => ({ extensionVersion: '0.1.0', applicationVersion: '4.6.6', ...environment }),
    snapshot: () => ({ open: ['home/ann/secret.nxs'] })
  });
  return { report, event: crashEvent(report, '0.1.0') };
}

describe('crashEvent', () => {
  it('holds id, code, activity and versions only', () => {
    const { report, event } = eventOf('worker/died', undefined, { userAgent: chrome });
    expect(event).toEqual({
      id: report.id,
      code: 'worker/died',
      doing: 'Drawing the plot',
      versions: {
        extension: '0.1.0',
        jupyterlab: '4.6.6',
        browser: 'Chrome/131.0.0.0',
        server: '0.1.0'
      }
    });
  });

  it.each(['', 'ENOENT', 'a path/secret.nxs', 'x'.repeat(65)])('passes on no code %p', code => {
    expect(eventOf(code).event.code).toBeNull();
  });

  it('is as long as the schema allows, and redacted', () => {
    const doing = `Asking ann@example.org ${'x'.repeat(300)}`;
    const environment = { applicationVersion: '4'.repeat(65), extensionVersion: 7 };
    const { event } = eventOf('a/b', doing, environment);
    expect(event.doing).toHaveLength(200);
    expect(event.doing).toMatch(/^Asking \[email\] /);
    expect(event.versions).toEqual({ server: '0.1.0' });
  });

  it.each([
    ['Firefox/133.0', 'Mozilla/5.0 (X11; rv:133.0) Gecko/20100101 Firefox/133.0'],
    ['Edg/131.0', `${chrome} Edg/131.0`],
    ['HeadlessChrome/131.0.0.0', chrome.replace('Chrome', 'HeadlessChrome')],
    ['Safari/18.1', 'Mozilla/5.0 (Macintosh) AppleWebKit/605 (KHTML) Version/18.1 Safari/605.1'],
    [undefined, 'something else']
  ])('recognises %s', (browser, userAgent) => {
    expect(eventOf('a/b', undefined, { userAgent }).event.versions.browser).toBe(browser);
  });
});
