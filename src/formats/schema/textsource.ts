import type { Unwritten } from '../tree.js';
import { unitOfLabel } from '../units.js';
import { isGlob, matchesGlob } from './glob.js';
import type { SchemaSource } from './source.js';
import type { TextFile } from './textfile.js';
import { matchedText } from './texts.js';
import type { ArrayRule, TextRules } from './types.js';

/** A text file, with its columns accessed by the rules of a schema. */
export class TextSource implements SchemaSource {
  constructor(private _file: TextFile) {}

  /** Every line that was written was reached. */
  readonly isWritten = true;

  candidates(rule: ArrayRule, each = ''): readonly string[] {
    return rule.paths.flatMap(path => {
      const name = path.replace('{each}', () => each);
      return isGlob(name) ? this.each(name).map(match => match.path) : [name];
    });
  }

  has(path: string): boolean {
    return this._file.columns.has(path);
  }

  mention(path: string): boolean {
    return this.has(path);
  }

  announce(): void {
    // a text is completely in memory
  }

  numbers(path: string): Float64Array | null {
    return this._file.columns.get(path) ?? null;
  }

  shape(path: string): readonly number[] {
    return this.has(path) ? [this._file.rows] : [];
  }

  unit(path: string): string | null {
    const { unit } = unitOfLabel(path);
    return unit.kind === 'energy' ? unit.name : null;
  }

  text(rules: TextRules): string {
    const found = rules.map(rule => matchedText(this._file.header, rule));
    return found.find(text => text !== '') ?? '';
  }

  each(pattern: string): readonly { path: string; name: string }[] {
    const names = [...this._file.columns.keys()].filter(name => matchesGlob(pattern, name));
    return names.map(name => ({ path: name, name }));
  }

  missingLinks(): readonly string[] {
    return [];
  }

  unwritten(): readonly Unwritten[] {
    return [];
  }
}
