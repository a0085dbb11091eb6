import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';

const root = path.resolve(__dirname, '../../../..');

/** A published schema. */
export function published(version: number): object {
  const file = path.join(root, `schemas/analysis-${version}.schema.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as object;
}

export const validate = new Ajv({ allErrors: true }).compile(published(3));

/** Text of a fixture of documents, stored views, snapshots and reports of versions 1 and 2. */
export function fixture(name: string): string {
  return readFileSync(path.join(__dirname, '../fixtures', name), 'utf8');
}
