/** Content to be written to an HDF5 file, as plain data; written by `io/`. */
export interface H5Group {
  kind: 'group';
  attributes: Readonly<Record<string, H5Attribute>>;
  members: Readonly<Record<string, H5Node>>;
}

export interface H5Dataset {
  kind: 'dataset';
  value: string | number | Float64Array | readonly string[];
  /** Shape of an array; default: one axis. */
  shape?: readonly number[];
  /** Whether an array is compressed, with integral values stored as integers. */
  isPacked?: boolean;
  attributes: Readonly<Record<string, H5Attribute>>;
}

/** A link to another object in the file, by its absolute path. */
export interface H5Link {
  kind: 'link';
  target: string;
}

export type H5Node = H5Group | H5Dataset | H5Link;
export type H5Attribute = string | number | readonly string[];

/** A NeXus group. Members that are null are left out. */
export function group(
  nxClass: string,
  members: Readonly<Record<string, H5Node | null>>,
  attributes: Readonly<Record<string, H5Attribute>> = {}
): H5Group {
  const present = Object.entries(members).filter((entry): entry is [string, H5Node] => !!entry[1]);
  return {
    kind: 'group',
    attributes: { NX_class: nxClass, ...attributes },
    members: Object.fromEntries(present)
  };
}

/** A dataset: a text, a number, an array or a list of texts. */
export function dataset(
  value: H5Dataset['value'],
  attributes: Readonly<Record<string, H5Attribute>> = {},
  shape?: readonly number[]
): H5Dataset {
  return { kind: 'dataset', value, attributes, shape };
}

/** Numbers, compressed. */
export function packed(values: Float64Array): H5Dataset {
  return { kind: 'dataset', value: values, attributes: {}, isPacked: true };
}

/** A text dataset; null for an empty text. */
export function textOrNone(value: string): H5Dataset | null {
  return value === '' ? null : dataset(value);
}

export function link(target: string): H5Link {
  return { kind: 'link', target };
}
