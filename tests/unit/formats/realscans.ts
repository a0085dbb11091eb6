import { existsSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(__dirname, '../../../../shared/data/i20');

/** `describe` over real scans of I20 next to the checkout; skipped, with the reason, if missing. */
export function describeReal(title: string, body: (scan: (name: string) => string) => void): void {
  if (existsSync(folder)) {
    describe(title, () => body(name => path.join(folder, name)));
  } else {
    describe.skip(`${title} (skipped: no real scans in ${folder})`, () => {
      body(name => name);
    });
  }
}
