import path from 'node:path';
import type { Channel, Scan } from '../formats/scan.js';
import { distinct, readCurves } from '../formats/index.js';
import { alike } from '../analysis/output/filenames.js';
import { begunMark } from '../analysis/steps/starttime.js';
import { reasonsIn } from '../analysis/steps/approximate.js';
import { axisOf, requireChannel, spectrumOfArm } from '../analysis/steps/channels.js';
import { kindOfChannel } from '../formats/scan.js';
import type { Named } from '../analysis/naming.js';
import type { MapValue, SpectrumValue, StepWarning } from '../analysis/steps/index.js';
import { scanMap } from '../science/grid.js';
import { XESError } from '../base/errors.js';
import type { Reads } from './reads.js';

/** The name of a file's results: the file name without folder and extension. */
export function nameOf(file: string): string {
  const name = path.parse(file).name.replace(/\.xes$/, '');
  return /^\.*$/.test(name) ? `scan${name}` : name; // dots alone would be another folder
}

/**
 * Unique names of files: a repeated one gets a number, also if only the case differs.
 * @param taken names in use.
 */
export function namesOf(files: readonly string[], taken: readonly string[] = []): string[] {
  return distinct(files.map(nameOf), taken, alike);
}

/**
 * The arm given by the user; a scan with one arm needs no name, and for a table with several curves
 * the first is used.
 * @throws XESError `scan/channel-missing`, and `cli/usage` if there are several and none is given.
 */
export function chosenChannel(scan: Scan, name: string | null): Channel {
  if (name === null && scan.channels.length > 1 && scan.format !== 'csv') {
    const names = scan.channels.map(channel => channel.name).join(' or ');
    throw new XESError('cli/usage', `This scan has several arms: say --channel ${names}.`);
  }
  return requireChannel(scan, name);
}

/** The contents of a file for a step: spectra, or a map. */
export interface Opened {
  scan: Scan;
  /** The arm of its map or curve; null for a table. */
  channel: string | null;
  values: Named<SpectrumValue | MapValue>[];
  warnings: StepWarning[];
}

/**
 * Open a file as input of a step: a scan's arm, a result of this program, or a table.
 * @throws XESError those of `Reads` and `chosenChannel`
 */
export async function openValues(
  file: string,
  name: string,
  channel: string | null,
  reads: Reads
): Promise<Opened> {
  const scan = await reads.scan(file);
  const { columns, ...choice } = reads.choice;
  if (scan.format === 'csv' && columns) {
    return mappedValues(scan, name, channel);
  }
  if (scan.format === 'csv') {
    const { curves, map, warnings } = readCurves(reads.text(file), choice);
    const marks = marksOf(warnings);
    const of = (label: string) => (curves.length > 1 && label ? `${name}:${label}` : name);
    return {
      scan,
      channel: null,
      warnings,
      values: map
        ? [{ kind: 'map', name, map, ...marks }]
        : curves.map(({ name: label, axis, spectrum }) => ({
            kind: 'spectrum',
            name: of(label),
            axis: axis ?? 'emission',
            spectrum,
            ...marks
          }))
    };
  }
  const arm = chosenChannel(scan, channel);
  const values = [valueOf(scan, arm, name)];
  return { scan, channel: arm.name, values, warnings: warningsOf(scan) };
}

/** The curves of a table with specified columns, or the one of this name. */
function mappedValues(scan: Scan, name: string, channel: string | null): Opened {
  const arms = channel === null ? scan.channels : [requireChannel(scan, channel)];
  const values = arms.map(arm =>
    valueOf(scan, arm, arms.length > 1 ? `${name}:${arm.name}` : name)
  );
  return { scan, channel, values, warnings: warningsOf(scan) };
}

/** The map or the curve of an arm. */
function valueOf(scan: Scan, arm: Channel, name: string): Named<SpectrumValue | MapValue> {
  const marks = { ...marksOf(scan.warnings), ...begunMark(scan) };
  return kindOfChannel(scan, arm) === 'RXES'
    ? { kind: 'map', name, map: scanMap(scan, arm), ...marks }
    : {
        kind: 'spectrum',
        name,
        axis: axisOf(scan, arm),
        spectrum: spectrumOfArm(scan, arm),
        ...marks
      };
}

/** The marks of a file's values. */
function marksOf(warnings: readonly StepWarning[]): { approximate?: readonly string[] } {
  const marks = reasonsIn(warnings);
  return marks.length > 0 ? { approximate: marks } : {};
}

/** The warnings of the scan itself. */
export function warningsOf(scan: Scan): StepWarning[] {
  return scan.warnings.map(({ code, message }) => ({ code, message }));
}

/** The spectra among values. @throws XESError `step/input` if one is a map. */
export function requireSpectra(values: readonly Named[], doing: string): Named<SpectrumValue>[] {
  return values.map(value => {
    if (value.kind !== 'spectrum') {
      throw new XESError(
        'step/input',
        `"${value.name}" is a map: ${doing} works on spectra. Cut it first (jupyterlab-xes cut).`
      );
    }
    return value;
  });
}

/**
 * The only spectrum of a file.
 * @throws XESError `step/input` if it is a map or has several curves.
 */
export async function onlySpectrum(
  file: string,
  channel: string | null,
  reads: Reads
): Promise<{ value: Named<SpectrumValue>; scan: Scan; warnings: StepWarning[] }> {
  const { values, scan, warnings } = await openValues(file, nameOf(file), channel, reads);
  const [value, ...others] = requireSpectra(values, 'this');
  if (others.length > 0) {
    throw new XESError(
      'step/input',
      `${file} has ${values.length} curves, and one is needed: save the columns of one in a separate file.`
    );
  }
  return { value, scan, warnings };
}
