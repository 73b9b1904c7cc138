import DirectoryFilters from 'c/directoryFilters';
import { Mounted } from 'testing/component';

const options = [{ value: 'Enterprise', label: 'Enterprise' }];
const columns = [
  { key: 'name', label: 'Account', filterType: 'text' },
  { key: 'mau', label: 'MAU', filterType: 'number' },
  { key: 'renewalDate', label: 'Renewal', filterType: 'date' },
  { key: 'Segment__c', label: 'Segment', filterType: 'picklist', options },
  { key: 'IsPartner__c', label: 'Partner', filterType: 'checkbox' },
];
const filters = columns.map(({ key }) => ({ column: key }));
function shown(given: object[] = filters, isValid = true): Mounted {
  const mounted = new Mounted('c-directory-filters', DirectoryFilters, { columns, filters: given });
  mounted.all('lightning-input').forEach((input) => {
    Object.assign(input, { reportValidity: () => isValid });
  });
  return mounted;
}

describe('c-directory-filters', () => {
  it('asks for each type as fits it, and sends all of them', async () => {
    const mounted = shown();
    const applied = mounted.heard('apply');
    const change = (column: string, part: string, detail: object) =>
      mounted.send(`[data-column="${column}"][data-part="${part}"]`, 'change', detail);
    await change('name', 'text', { value: 'acme' });
    await change('mau', 'from', { value: '0' });
    await change('renewalDate', 'to', { value: '2027-01-31' });
    await change('Segment__c', 'values', { value: ['Enterprise'] });
    await change('IsPartner__c', 'isTrue', { checked: true });
    await mounted.press('Apply');
    expect(applied).toEqual([
      [
        { column: 'name', text: 'acme' },
        { column: 'mau', from: '0' },
        { column: 'renewalDate', to: '2027-01-31' },
        { column: 'Segment__c', values: ['Enterprise'] },
        { column: 'IsPartner__c', isTrue: true },
      ],
    ]);
    await expect(mounted.element).toBeAccessible();
  });

  it('adds a filter on a column that has none, and removes it', async () => {
    const mounted = shown([{ column: 'name', text: 'a' }]);
    const applied = mounted.heard('apply');
    const offered = mounted.property('lightning-combobox', 'options') as { value: string }[];
    expect(offered.map(({ value }) => value)).toEqual([
      'mau',
      'renewalDate',
      'Segment__c',
      'IsPartner__c',
    ]);
    await mounted.send('lightning-combobox', 'change', { value: 'mau' });
    expect(mounted.all('li')).toHaveLength(2);
    const takes = jest.spyOn(mounted.get('lightning-combobox'), 'focus');
    await mounted.send('lightning-button-icon[data-column="mau"]', 'click');
    expect(takes).toHaveBeenCalledTimes(1);
    expect(applied).toEqual([[{ column: 'name', text: 'a' }]]);
    await mounted.press('Clear filters');
    expect(applied.at(-1)).toEqual([]);
    expect(takes).toHaveBeenCalledTimes(2);
  });

  it('applies with the Enter key', () => {
    const mounted = shown();
    const applied = mounted.heard('apply');
    mounted.get('li').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    expect(applied).toHaveLength(1);
  });

  it('asks nothing that can not be, and leads to what has to be corrected', async () => {
    const range = { column: 'mau', from: '50', to: '20' };
    const mounted = shown([range], false);
    const applied = mounted.heard('apply');
    const takes = jest.spyOn(mounted.get('[data-part="from"]'), 'focus');
    expect(mounted.property('[data-part="to"]', 'min')).toBe('50');
    await mounted.press('Apply');
    expect(applied).toEqual([]);
    expect(takes).toHaveBeenCalledTimes(1);
    await mounted.press('Clear filters');
    expect(applied).toEqual([[]]);
  });
});
