import {
  drawnKeys,
  energyKeys,
  listKeys,
  mappingKeys,
  type MappingKey
} from '../mapping/readmapping.js';
import type { ScanMapping } from '../mapping/scanmapping.js';
import type { ArrayRule, ScanRules } from './types.js';

/**
 * Whether what a person said leaves to a schema what is drawn: else nothing of the schema is left that it could be
 * combined with.
 */
export function leavesDrawn({ transfer, ...columns }: ScanMapping): boolean {
  return transfer === undefined && listKeys.every(key => columns[key] === undefined);
}

/**
 * The rules of a schema with what a person said in their place. Where that is a monitor, no ratio stands for the counts:
 * it is one to another monitor.
 * @param find the place of an array by what a person calls it
 */
export function saidRules<R extends ScanRules>(
  rules: R,
  { incident, emission, monitor, time, unit }: ScanMapping,
  find: (ref: string) => string
): R {
  const said = (key: string, ref: string | undefined): ArrayRule | null =>
    ref === undefined
      ? null
      : {
          pointer: `--columns ${key}`,
          paths: [find(ref)],
          motor: null,
          signal: null,
          unit: unit ?? null,
          scale: 1,
          jitter: 0,
          spacing: null
        };
  const inUnit = (rule: ArrayRule | null) => rule && { ...rule, unit: unit ?? rule.unit };
  const ownEmission = said('emission', emission);
  const ownMonitor = said('monitor', monitor);
  return {
    ...rules,
    incident: said('incident', incident) ?? inUnit(rules.incident),
    emission: ownEmission ?? inUnit(rules.emission),
    monitor: ownMonitor ?? rules.monitor,
    time: said('time', time) ?? rules.time,
    channels: rules.channels.map(channel => ({
      ...channel,
      emission: ownEmission ? null : inUnit(channel.emission),
      values: channel.values.filter(({ kind }) => !(ownMonitor && kind === 'ratio'))
    }))
  };
}

/**
 * Two mappings as one: where both say what is drawn, with its σ and its monitor, or the energies in other ways, that of
 * the person.
 */
export function saidFirst(said: ScanMapping, schema: ScanMapping): ScanMapping {
  const isDrawnSaid = said.intensity !== undefined || said.counts !== undefined;
  const both = { ...schema, ...said };
  const isThird = energyKeys.every(key => both[key] !== undefined);
  return {
    ...without(schema, [...(isDrawnSaid ? drawnKeys : []), ...(isThird ? energyKeys : [])]),
    ...said
  };
}

/** A mapping that leaves these keys to others. */
function without(mapping: ScanMapping, keys: readonly MappingKey[]): ScanMapping {
  const left = mappingKeys.filter(key => mapping[key] !== undefined && !keys.includes(key));
  return Object.fromEntries(left.map(key => [key, mapping[key]]));
}
