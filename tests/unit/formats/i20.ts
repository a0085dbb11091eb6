import { builtinSchemas, readSchemaText, schemaOfText, type Scan } from '../../../src/formats';

const i20 = builtinSchemas().find(({ name }) => name === 'Diamond I20')!;

/** Read a GDA ASCII scan by the schema of I20. */
export function readI20Dat(text: string): Scan {
  return readSchemaText(text, i20);
}

/** Whether a text is recognised as one of I20. */
export function isGdaAscii(text: string): boolean {
  return schemaOfText(text, [i20]) === i20;
}
