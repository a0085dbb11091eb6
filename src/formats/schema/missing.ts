import { XESError } from '../../base/errors.js';
import type { SchemaSource } from './source.js';
import type { ArrayRule, ScanRules } from './types.js';

/** What is said where no energy that a schema names is in a file. */
export function noEnergy(source: SchemaSource, facility: string, rules: ScanRules): XESError {
  const wanted = [
    rules.incident,
    rules.emission,
    ...rules.channels.map(({ emission }) => emission)
  ];
  return new XESError(
    'scan/no-energy',
    `This file has no energies that the schema of ${facility} names. ${looked(source, wanted)}${links(source)}`
  );
}

/** What is said where the emission energies that the channels of a schema need are not in a file. */
export function noEmission(source: SchemaSource, facility: string, rules: ScanRules): XESError {
  const wanted = rules.channels.map(({ emission }) => emission);
  return new XESError(
    'scan/no-energy',
    `This file has no emission energies: it is no XES scan of ${facility}. ${looked(source, wanted)}${links(source)}`
  );
}

/** What is said where no channel of a schema has values in a file. */
export function noIntensity(source: SchemaSource, facility: string, rules: ScanRules): XESError {
  const wanted = rules.channels.flatMap(({ values }) => values.map(({ rule }) => rule));
  return new XESError(
    'scan/no-intensity',
    `This file has no intensities that the schema of ${facility} names. ${looked(source, wanted)}${links(source)}`
  );
}

/** Lines of a schema that a sentence names at the most. */
const mostLines = 6;

/** What was looked for, line by line of the schema. */
function looked(source: SchemaSource, rules: readonly (ArrayRule | null)[]): string {
  const lines = rules
    .filter(rule => rule !== null)
    .map(rule => {
      const names = [
        ...(rule.motor ? [`a scanned motor called ${rule.motor.source}`] : []),
        ...(rule.signal ? [`the signal of ${rule.signal}`] : []),
        ...(rule.paths.some(path => path.includes('{each}')) ? rule.paths : source.candidates(rule))
      ];
      return `${[...new Set(names)].join(' or ')} (${rule.pointer})`;
    });
  const listed = lines.slice(0, mostLines).join('; ') + (lines.length > mostLines ? '; …' : '');
  return `Looked for ${listed}.`;
}

/** Names what an array that seems to be absent is a link to. */
function links(source: SchemaSource): string {
  const missing = [...new Set(source.missingLinks())];
  return missing.length > 0
    ? ` It links to what is not there: ${missing.join(', ')}. Copy that beside it.`
    : '';
}
