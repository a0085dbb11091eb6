/** The rules in jupyterlab_xes/redaction.json, which the server uses too. */
export interface IRedactionRules {
  /** Patterns inserted for {NAME}. */
  parts: Record<string, string>;
  /** Pattern of the names of fields whose values are secret as a whole. */
  keys: string;
  rules: readonly IRedactionRule[];
}

export interface IRedactionRule {
  /** Pattern that a text must match for the rule to be tried. */
  hint: string;
  find: string;
  put: string;
  /** Whether the pattern is case-sensitive. */
  exact?: boolean;
}
