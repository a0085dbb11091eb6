import { parseItemKey, scanOf, type Ref } from '../../analysis/document/index.js';
import { originsOf, type ResultPart } from '../../analysis/origins.js';
import { provenanceComments } from '../../analysis/output/provenance.js';
import { creator } from '../../base/creator.js';
import { version } from '../../base/version.js';
import type { IPaperLook } from '../../figures/paper/look.js';
import type { AnalysisModel } from '../../model/index.js';
import { channelShown } from '../../model/shownchannel.js';

/** Provenance of a figure of what is shown, as every file records it: lines. */
export function shownLineage(
  model: AnalysisModel,
  path: string,
  { hasCuts, hasProfiles }: Pick<IPaperLook, 'hasCuts' | 'hasProfiles'>
): string[] {
  const { document, view } = model;
  const nodes = new Map(
    [...document.scans, ...document.steps].flatMap(({ id }) => {
      const outcome = model.outcome(id);
      return outcome ? [[id, outcome] as const] : [];
    })
  );
  const { scans, process } = originsOf(
    document,
    nodes,
    partsOf(model, hasCuts || hasProfiles),
    view.map.view
  );
  const paths = document.scans.filter(({ id }) => scans.includes(id)).map(scan => scan.path);
  const provenance = {
    versions: { [creator]: version },
    sources: [...new Set([path, ...paths])].map(file => ({ file })),
    process
  };
  return provenanceComments(provenance, { title: '' }).slice(1);
}

/** The maps and curves drawn; with maps, also the profiles along their cuts. */
function partsOf(model: AnalysisModel, hasCuts: boolean): ResultPart[] {
  const { mapsShown, shown, cuts, lineCuts } = model;
  const maps = mapsShown.maps.map(({ ref, key }) => partOf(model, ref, key, 'map'));
  const curves = shown.flatMap(({ ref, key, value }) =>
    value?.kind === 'spectrum' ? [partOf(model, ref, key, 'spectrum')] : []
  );
  const profiles = (hasCuts ? [...cuts, ...lineCuts] : []).flatMap(({ id }) =>
    maps.map(({ key }) => partOf(model, { id }, `${id}/${key}`, 'spectrum'))
  );
  return [...maps, ...curves, ...profiles];
}

function partOf(model: AnalysisModel, ref: Ref, key: string, kind: ResultPart['kind']): ResultPart {
  const facts = model.scans.find(({ id }) => id === ref.id)?.facts ?? null;
  const asked = parseItemKey(key).channel ?? ref.channel;
  const channel = scanOf(model.document, ref.id) ? channelShown(facts, asked) : null;
  return { ref, key, kind, channel: channel?.name ?? null };
}
