import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';

/**
 * A JSON file once it is complete: the server may be in the middle of writing it.
 * @param check throws until it is.
 */
export async function savedAs<T>(file: string, check: (contents: T) => void): Promise<T> {
  const read = () => JSON.parse(readFileSync(file, 'utf8')) as T;
  await expect(() => check(read())).toPass({ timeout: 10_000 });
  return read();
}
