/** Python's keywords, builtins and common modules, which are not used as variable names. */
const reserved = new Set(
  (
    'False None True and as assert async await break case class continue def del elif else except finally for from global if ' +
    'import in is lambda match nonlocal not or pass raise return try type while with ' +
    'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright ' +
    'credits delattr dict dir display divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr ' +
    'hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct ' +
    'open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple ' +
    'vars zip get_ipython ' +
    // common imports in notebooks of this field
    'h5py lmfit math matplotlib np numpy os pandas pd plt scipy sys time xarray xes xr'
  ).split(' ')
);

/** Longest name, characters. */
const maxLength = 40;

/** Transliteration of letters of the field. */
const letters: ReadonlyMap<string, string> = new Map([
  ['α', 'alpha'],
  ['β', 'beta'],
  ['γ', 'gamma'],
  ['δ', 'delta'],
  ['Δ', 'delta'],
  ['σ', 'sigma'],
  ['ω', 'omega'],
  ['Ω', 'omega'],
  ['ß', 'ss'],
  ['ø', 'o'],
  ['µ', 'u'],
  ['μ', 'u']
]);

/** Assigns variable names, each once. */
export class Names {
  /** @param taken names in use elsewhere in the code. */
  constructor(taken: readonly string[]) {
    this._taken = new Set([...reserved, ...taken]);
  }

  /**
   * A valid name derived from a label.
   * @param otherwise used if no character of the label is valid.
   */
  of(label: string, otherwise: string): string {
    const stem = identifier(label) || identifier(otherwise) || 'value';
    let name = stem;
    for (let count = 2; this._taken.has(name); count++) {
      name = `${stem}_${count}`;
    }
    this._taken.add(name);
    return name;
  }

  private _taken: Set<string>;
}

/** The valid characters of a label, in lower case; may be empty. */
function identifier(label: string): string {
  const words = Array.from(label, letter => letters.get(letter) ?? letter)
    .join('')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, maxLength)
    .replace(/_+$/, '');
  return /^\d/.test(words) ? `scan_${words}` : words;
}
