import { readTable } from '../table.js';
import { noFacts, singleScan, type TextFormat } from './types.js';

/**
 * Spectra of the SSHADE database: `*Section*`, `- Name: value`, then a table with a line of names.
 */
export const sshade: TextFormat = {
  matches: head => /^\*Spectrum\*\s*$/m.test(head) && /^- Title:/m.test(head),
  open: text =>
    singleScan(() => {
      const table = readTable(text);
      const field = (name: string) =>
        table.comments.find(comment => comment.startsWith(`- ${name}: `))?.slice(name.length + 4) ??
        '';
      const sample = table.comments.indexOf('*Sample*');
      const name = table.comments[sample + 1] ?? '';
      return {
        ...table,
        facts: {
          ...noFacts(),
          isAbsorption: /\b(?:XAS|XANES|EXAFS|HERFD)\b/.test(field('Title')),
          metadata: {
            title: field('Title'),
            sample: sample >= 0 && name.startsWith('- Name: ') ? name.slice(8) : ''
          }
        }
      };
    })
};
