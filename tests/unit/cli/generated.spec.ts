import { readFileSync } from 'node:fs';
import path from 'node:path';
import { generated } from '../../../src/cli/generated';

const root = path.resolve(__dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the output generated from the descriptions of commands and steps', () => {
  it.each(generated(read))('is up to date: %s (npm run generate)', (file, text) => {
    expect(read(file)).toBe(text);
  });
});
