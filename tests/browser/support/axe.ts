import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

interface IViolation {
  id: string;
  help: string;
  nodes: { target: unknown[]; html: string; any: { message: string }[] }[];
}

interface IAxe {
  run(
    context: { include: string[]; exclude: string[] },
    options: object
  ): Promise<{ violations: IViolation[]; passes: { id: string; nodes: unknown[] }[] }>;
}

const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * Check for accessibility problems with axe-core.
 * @param parts selectors of our nodes; what JupyterLab draws itself is not checked.
 */
export async function expectAccessible(
  page: Page,
  what: string,
  parts: readonly string[]
): Promise<void> {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) {
    await page.addScriptTag({ path: script });
  }
  const { violations, checked } = await page.evaluate(async include => {
    const { axe } = window as unknown as { axe: IAxe };
    const found = await axe.run(
      { include: [...include], exclude: ['.jp-Toolbar'] },
      // for everything else one node per rule is reported, which is faster
      { resultTypes: ['violations'], elementRef: false }
    );
    return {
      checked: found.passes.length,
      violations: found.violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, html, any }) => ({
          rule: `${id}: ${help}`,
          at: target.join(' '),
          why: any.map(({ message }) => message).join(' '),
          html: html.slice(0, 200)
        }))
      )
    };
  }, parts);
  expect(violations, what).toEqual([]);
  expect(checked, `${what}: rules that were met`).toBeGreaterThan(0);
}
