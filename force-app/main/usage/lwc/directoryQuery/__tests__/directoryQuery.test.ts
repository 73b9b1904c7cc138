import { firstView, queryOf, stateOf, viewIn, type DirectoryFilter } from 'c/directoryQuery';

const types = new Map([
  ['name', 'text'],
  ['Segment__c', 'picklist'],
  ['mau', 'number'],
  ['renewalDate', 'date'],
  ['IsPartner__c', 'checkbox'],
]);
const conditions = (...filters: DirectoryFilter[]): unknown => {
  const { filtersJson } = queryOf({ ...firstView, filters }, types);
  return filtersJson == null ? null : JSON.parse(filtersJson);
};

describe('c/directoryQuery', () => {
  it.each<[DirectoryFilter, object]>([
    [
      { column: 'name', text: 'acme' },
      { operator: 'contains', value: 'acme' },
    ],
    [
      { column: 'Segment__c', values: ['Enterprise'] },
      { operator: 'in', values: ['Enterprise'] },
    ],
    [
      { column: 'mau', from: '0', to: '' },
      { operator: 'between', from: 0, to: null },
    ],
    [
      { column: 'renewalDate', to: '2027-01-31' },
      { operator: 'between', from: null, to: '2027-01-31' },
    ],
    [
      { column: 'IsPartner__c', isTrue: true },
      { operator: 'is', value: true },
    ],
    [{ column: 'IsPartner__c' }, { operator: 'is', value: false }],
  ])('asks for %j as the connector takes it', (filter, condition) => {
    expect(conditions(filter)).toEqual([{ column: filter.column, ...condition }]);
  });

  it('leaves filters out that hold nothing yet', () => {
    expect(
      conditions(
        { column: 'name', text: '' },
        { column: 'Segment__c', values: [] },
        { column: 'mau' },
        { column: 'mau', from: 'many' },
      ),
    ).toBeNull();
  });

  it('keeps the view in the address, and reads it back', () => {
    const view = { filters: [{ column: 'name', text: 'a&b' }], sortBy: 'mau', isDescending: true };
    expect(viewIn(stateOf(view))).toEqual(view);
    expect(Object.values(stateOf(firstView)).filter(Boolean)).toEqual([]);
  });

  it('takes from an address only what is a filter', () => {
    const known = { column: 'name', text: 'acme' };
    const strange = [null, 1, {}, { column: 2 }, { column: 'mau', from: 5 }];
    const lists = [
      { column: 'Segment__c', values: 'x' },
      { column: 'Segment__c', values: [1] },
    ];
    const c__filters = JSON.stringify([...strange, known, ...lists]);
    expect(viewIn({ c__filters }).filters).toEqual([known]);
  });

  it.each([undefined, '{', '"x"'])('begins anew with the filters %p', (filters) => {
    expect(viewIn({ c__filters: filters })).toEqual(firstView);
  });
});
