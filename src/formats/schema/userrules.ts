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
 * Whether a user's mapping leaves the signals to a schema: otherwise nothing of the schema remains
 * to be combined with.
 */
export function leavesSignalsToSchema({ transfer, ...columns }: ScanMapping): boolean {
  return transfer === undefined && listKeys.every(key => columns[key] === undefined);
}

/**
 * The rules of a schema with a user's mapping replacing parts of them. If that names a monitor, a
 * stored ratio is not used, as it is relative to another monitor.
 * @param find location of an array from the user's name for it
 */
export function rulesWithUserMapping<R extends ScanRules>(
  rules: R,
  { incident, emission, monitor, time, unit }: ScanMapping,
  find: (ref: string) => string
): R {
  const userRule = (key: string, ref: string | undefined): ArrayRule | null =>
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
  const userEmission = userRule('emission', emission);
  const userMonitor = userRule('monitor', monitor);
  return {
    ...rules,
    incident: userRule('incident', incident) ?? inUnit(rules.incident),
    emission: userEmission ?? inUnit(rules.emission),
    monitor: userMonitor ?? rules.monitor,
    time: userRule('time', time) ?? rules.time,
    channels: rules.channels.map(channel => ({
      ...channel,
      emission: userEmission ? null : inUnit(channel.emission),
      values: channel.values.filter(({ kind }) => !(userMonitor && kind === 'ratio'))
    }))
  };
}

/**
 * Combine two mappings: if both define the signals, with σ and monitor, or the energies in
 * different ways, the user's mapping wins.
 */
export function userMappingFirst(userMapping: ScanMapping, schema: ScanMapping): ScanMapping {
  const definesSignals = userMapping.intensity !== undefined || userMapping.counts !== undefined;
  const both = { ...schema, ...userMapping };
  const isThird = energyKeys.every(key => both[key] !== undefined);
  return {
    ...without(schema, [...(definesSignals ? drawnKeys : []), ...(isThird ? energyKeys : [])]),
    ...userMapping
  };
}

/** A mapping without the given keys. */
function without(mapping: ScanMapping, keys: readonly MappingKey[]): ScanMapping {
  const remaining = mappingKeys.filter(key => mapping[key] !== undefined && !keys.includes(key));
  return Object.fromEntries(remaining.map(key => [key, mapping[key]]));
}
