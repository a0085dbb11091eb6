import { existsSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(__dirname, '../../../../shared/data/i20');

/** `describe` over real scans of I20 beside the checkout; skipped, with the reason, where they are not there. */
export function describeReal(title: string, body: (scan: (name: string) => string) => void): void {
  if (existsSync(folder)) {
    describe(title, () => body(name => path.join(folder, name)));
  } else {
    describe.skip(`${title} (skipped: no real scans in ${folder})`, () => {
      body(name => name);
    });
  }
}
