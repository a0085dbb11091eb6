/** @jest-environment jsdom */
import { fileNameOf, shownName } from '../../../src/widgets/filename';
import { profileTables } from '../../../src/widgets/stage/curvetables';
import { modelOf } from '../model/support';

test('the table of a CIE over the energy transfer ascends, as in its file', async () => {
  const { model } = await modelOf(['a.nxs']);
  const columnsOf = () => {
    const cie = model.cuts.findIndex(({ type }) => type === 'CIE');
    const { columns } = profileTables(model, [])[cie].table;
    return columns.map(({ name, values }) => [name, [...values]] as const);
  };
  const over = columnsOf();
  model.setView({ view: 'transfer' });
  await model.settled;
  const turned = columnsOf();
  expect([over[0][0], turned[0][0]]).toEqual(['emission', 'transfer']);
  const energies = turned[0][1].map(Number);
  expect(energies).toEqual([...energies].sort((a, b) => a - b));
  expect(energies.length).toBeGreaterThan(1);
  // each row is the same point as before
  over.slice(1).forEach(([, values], i) => {
    expect(turned[i + 1][1]).toEqual([...values].reverse());
  });
  model.dispose();
});

test('a figure of a scan has a name safe for every disk', async () => {
  const { model } = await modelOf(['d/ünï😀 [1]*.nxs']);
  expect(shownName(model)).toBe('ünï-1');
  expect([fileNameOf('***'), fileNameOf('con')]).toEqual(['figure', '_con']);
  model.dispose();
});
