import type { AnalysisDocument, Ref } from '../analysis/document/index.js';
import type { DrawnMap } from '../compute/types.js';
import { firstCuts, hasFirstCuts, type ModelCut } from '../analysis/mapcuts.js';

/** What first cuts depend on. */
interface IOrigin {
  map: DrawnMap;
  scans: AnalysisDocument['scans'];
  steps: AnalysisDocument['steps'];
}

/** The cuts of a map that has no cuts yet, which are in no document. */
export class FirstCuts {
  /** The same array while they are the same. */
  get cuts(): readonly ModelCut[] {
    return this._cuts;
  }

  /**
   * Follow the document.
   * @param map the displayed one; null if there is none.
   * @param steps width of a cut, in steps.
   * @param home what they become cuts of; null: all scans.
   * @returns whether the document has no cuts, so that these are shown.
   */
  follow(
    document: AnalysisDocument,
    map: DrawnMap | null,
    steps: () => number,
    home: Ref | null = null
  ): boolean {
    const isAuto = hasFirstCuts(document);
    const of = this._of;
    if (!isAuto || !map) {
      this.clear();
    } else if (of?.map !== map || of.steps !== document.steps || of.scans !== document.scans) {
      const cuts = firstCuts(document, map, steps(), home);
      const isSame = JSON.stringify(cuts) === JSON.stringify(this._cuts);
      this._of = { map, steps: document.steps, scans: document.scans };
      this._cuts = isSame ? this._cuts : cuts;
    }
    return isAuto;
  }

  clear(): void {
    if (this._cuts.length > 0) {
      this._of = null;
      this._cuts = [];
    }
  }

  private _of: IOrigin | null = null;
  private _cuts: readonly ModelCut[] = [];
}
