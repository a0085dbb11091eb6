import { XESError } from '../../base/errors.js';
import type { SchemaSource } from './source.js';
import type { ArrayRule, ScanRules } from './types.js';

/** The error for a file without any energy named by a schema. */
export function noEnergy(source: SchemaSource, facility: string, rules: ScanRules): XESError {
  const wanted = [
    rules.incident,
    rules.emission,
    ...rules.channels.map(({ emission }) => emission)
  ];
  return new XESError(
    'scan/no-energy',
    `This file has no energies that the schema of ${facility} names. ${searchedFor(source, wanted)}${links(source)}`
  );
}

/** The error for a file without the emission energies that a schema's channels need. */
export function noEmission(source: SchemaSource, facility: string, rules: ScanRules): XESError {
  const wanted = rules.channels.map(({ emission }) => emission);
  return new XESError(
    'scan/no-energy',
    `This file has no emission energies: it is no XES scan of ${facility}. ${searchedFor(source, wanted)}${links(source)}`
  );
}

/** The error for a file without values for any channel of a schema. */
export function noIntensity(source: SchemaSource, facility: string, rules: ScanRules): XESError {
  const wanted = rules.channels.flatMap(({ values }) => values.map(({ rule }) => rule));
  return new XESError(
    'scan/no-intensity',
    `This file has no intensities that the schema of ${facility} names. ${searchedFor(source, wanted)}${links(source)}`
  );
}

/** Most rules of a schema listed in a sentence. */
const mostLines = 6;

/** A sentence with the arrays searched for, rule by rule. */
function searchedFor(source: SchemaSource, rules: readonly (ArrayRule | null)[]): string {
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

/** Names the targets of dangling links, which may be the missing arrays. */
function links(source: SchemaSource): string {
  const missing = [...new Set(source.missingLinks())];
  return missing.length > 0
    ? ` It links to what is not there: ${missing.join(', ')}. Copy that beside it.`
    : '';
}
