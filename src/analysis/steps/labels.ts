/** What stands for the label of an input in sentences and tables. */
export function placeholder(input: number): string {
  return `{${input}}`;
}

/** A sentence with the labels of its inputs in the place of `{0}`, `{1}`, … */
export function withLabels(sentence: string, labels: readonly string[]): string {
  return sentence.replace(/\{(\d+)\}/g, (whole, digits: string) => labels[Number(digits)] ?? whole);
}
