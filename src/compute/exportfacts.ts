import { readChoiceOf } from '../analysis/document/readchoice.js';
import type { Id, ItemKey } from '../analysis/document/types.js';
import type { Evaluation, Recipe } from '../analysis/evaluate/evaluator.js';
import { inputKeyOf, originOf, ownerOf } from '../analysis/evaluate/itemkeys.js';
import { implicitEntries, type ResultPart } from '../analysis/origins.js';
import { likelyLine } from '../analysis/output/herfdline.js';
import { lineageOf } from '../analysis/output/lineage.js';
import type { Provenance, SourceReading } from '../analysis/output/provenance.js';
import type { Writable } from '../analysis/output/text.js';
import type { Value } from '../analysis/steps/values.js';
import { warningOfItem } from '../analysis/titles.js';
import { XESError } from '../base/errors.js';
import { creator } from '../base/creator.js';
import { version } from '../base/version.js';
import type { HerfdFacts } from '../formats/nexusfile.js';
import { firstChannel, type ScanMetadata } from '../formats/scan.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import type { ExportPart } from './exporttypes.js';
import { itemsOf } from '../analysis/evaluate/selection.js';
import type { WantedDocument } from './wanted.js';

type Nodes = Evaluation['nodes'];

/**
 * Provenance of items: the scans with their paths, and the steps, including the implicit one of a
 * scan's own curve or map.
 * @param further results drawn along with them.
 */
export function provenanceOf(
  document: WantedDocument,
  nodes: Nodes,
  parts: readonly ExportPart[],
  plane: 'incident' | 'transfer',
  further: readonly ItemKey[] = []
): Provenance {
  const { contents } = document.request;
  const { scans, process } = lineageOf(contents, nodes, [...keysOf(parts), ...further]);
  const own = parts.flatMap(part => armOf(document, nodes, part) ?? []);
  return {
    versions: { [creator]: version },
    sources: contents.scans
      .filter(({ id }) => scans.includes(id))
      .map(scan => ({
        file: scan.path,
        ...readingOf(document.sources.get(scan.id)?.facts),
        ...readChoiceOf(scan)
      })),
    process: [...implicitEntries(own, plane), ...process]
  };
}

/** Which scan of a file with several was read, and by which schema. */
function readingOf(facts: ScanFacts | null | undefined): SourceReading {
  return {
    ...(facts?.entry === undefined ? {} : { entry: facts.entry }),
    ...(facts?.schema === undefined ? {} : { schema: facts.schema })
  };
}

/**
 * The value of a part.
 * @throws XESError `step/input` if it is missing, and why it could not be computed.
 */
export function valueIn(
  { ref, key, name }: ExportPart,
  contents: Recipe,
  nodes: Nodes
): Exclude<Value, { kind: 'scan' }> {
  const item = itemsOf(nodes, ref).find(item => item.key === key);
  const value = item?.value;
  if (item && value && value.kind !== 'scan') {
    return value;
  }
  const { code, message } = item?.error
    ? warningOfItem(contents, item.error, key, nodes.get(ref.id)?.inputs ?? [])
    : {
        code: 'step/input' as const,
        message: `There is nothing to write for ${name}: it has numbers only, or it was removed.`
      };
  throw new XESError(code, message);
}

/** Metadata of the only scan that items were computed from; null if there are several. */
export function soleMetadata(
  document: WantedDocument,
  nodes: Nodes,
  parts: readonly ExportPart[]
): ScanMetadata | null {
  const { scans } = lineageOf(document.request.contents, nodes, keysOf(parts));
  return scans.length === 1 ? (factsOf(document, scans[0])?.metadata ?? null) : null;
}

/**
 * The element and line that NXxas_herfd requires of a single spectrum over Ω, if the line can be
 * recognised; else null.
 */
export function recognisedLine(
  document: WantedDocument,
  nodes: Nodes,
  parts: readonly ExportPart[],
  values: readonly Writable[]
): { facts: HerfdFacts; note: string } | null {
  const [value] = values;
  if (values.length !== 1 || value.kind !== 'spectrum' || value.axis !== 'incident') {
    return null;
  }
  const emissionEnergy = emissionOf(document, nodes, parts[0]);
  const found = likelyLine(emissionEnergy, value.spectrum.energy);
  return (
    found && {
      facts: { ...found, edge: 'K', emissionEnergy },
      note: `Written as a HERFD spectrum of ${found.element} ${found.line}, by its energy and the edge in the scan.`
    }
  );
}

/**
 * The emission energy of a curve over Ω, eV: of a scan's arm, or of a cut through a scan; NaN for
 * others.
 */
function emissionOf(document: WantedDocument, nodes: Nodes, { ref, key }: ExportPart): number {
  const { steps } = document.request.contents;
  const step = steps.find(({ id }) => id === ref.id);
  if (!step) {
    const { emission } = channelOf(document, key) ?? {};
    return emission ? (emission.min + emission.max) / 2 : NaN;
  }
  const at = nodes.get(ref.id)?.parameters.at;
  const input = inputKeyOf(key);
  const isOfScan = input !== null && steps.every(({ id }) => ownerOf(input) !== id);
  return step.step === 'cut' && isOfScan && typeof at === 'number' ? at : NaN;
}

/** Kind and arm of a scan's own curve or map; null for any other item. */
function armOf(
  document: WantedDocument,
  nodes: Nodes,
  { ref, key }: ExportPart
): Pick<ResultPart, 'kind' | 'channel'> | null {
  const channel = channelOf(document, key)?.name ?? null;
  const kind = itemsOf(nodes, ref).find(item => item.key === key)?.value?.kind;
  const isOwn = originOf(key).id === ref.id && channel !== null;
  return isOwn && (kind === 'map' || kind === 'spectrum') ? { kind, channel } : null;
}

/** The arm of a scan in a key; undefined if it is not the key of a scan. */
function channelOf(document: WantedDocument, key: string) {
  const { id, channel } = originOf(key);
  const facts = factsOf(document, id);
  return facts && (facts.channels.find(({ name }) => name === channel) ?? firstChannel(facts));
}

function factsOf(document: WantedDocument, id: Id): ScanFacts | undefined {
  return document.sources.get(id)?.facts ?? undefined;
}

function keysOf(parts: readonly ExportPart[]): string[] {
  return parts.map(({ key }) => key);
}
