/** The rules of jupyterlab_xes/redaction.json, which the server reads too. */
export interface IRedactionRules {
  /** What stands in a pattern as {PART}. */
  parts: Record<string, string>;
  /** Names of fields whose values are secret as a whole. */
  keys: string;
  rules: readonly IRedactionRule[];
}

export interface IRedactionRule {
  /** Pattern that a text must match for the rule to be tried. */
  hint: string;
  find: string;
  put: string;
  /** Whether capital letters differ from small ones. */
  exact?: boolean;
}
