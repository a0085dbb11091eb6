/** A setting as `schema/plugin.json` describes it: as much of it as settings are read by. */
export interface IProperty {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  default: unknown;
  minimum?: number;
  maximum?: number;
  /** The texts that are allowed. */
  choices?: readonly string[];
  /** Of an object whose names are known. */
  properties?: Readonly<Record<string, IProperty>>;
  /** Of an object whose names a person chooses: what each of its values is. */
  values?: Omit<IProperty, 'default'>;
}
