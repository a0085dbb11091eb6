/** The part of a setting's description in `schema/plugin.json` that is needed to read it. */
export interface IProperty {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  default: unknown;
  minimum?: number;
  maximum?: number;
  /** The allowed strings. */
  choices?: readonly string[];
  /** Fields of an object with fixed names. */
  properties?: Readonly<Record<string, IProperty>>;
  /** Description of the values of an object with free names. */
  values?: Omit<IProperty, 'default'>;
}
