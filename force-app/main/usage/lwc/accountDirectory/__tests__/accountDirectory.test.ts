import { CurrentPageReference } from 'lightning/navigation';
import getColumns from '@salesforce/apex/DirectoryController.getColumns';
import getPage from '@salesforce/apex/DirectoryController.getPage';
import AccountDirectory from 'c/accountDirectory';
import { apex, Mounted, settled } from 'testing/component';
import type { TestWireAdapter } from '../../../../../../config/lwc/types/jest-wire';

const wire = CurrentPageReference as unknown as TestWireAdapter<object>;
const address = { type: 'standard__navItemPage', attributes: { apiName: 'IsvappAccounts' } };
const columns = [
  { key: 'name', label: 'Account', filterType: 'text', isDisplayField: false },
  { key: 'mau', label: 'MAU', filterType: 'number', isDisplayField: false },
  {
    key: 'Segment__c',
    label: 'Segment',
    filterType: 'picklist',
    isDisplayField: true,
    options: [],
  },
];
const acme = {
  accountId: '001000000000001AAA',
  name: 'Acme',
  values: { mau: 0, Segment__c: null },
};

async function page(
  answer: object = { rows: [acme], total: 9120, nextCursor: 'c1' },
  state: object = {},
): Promise<Mounted> {
  apex(getColumns).mockResolvedValue(columns);
  apex(getPage).mockResolvedValue(answer);
  const mounted = new Mounted('c-account-directory', AccountDirectory);
  wire.emit({ ...address, state });
  await settled();
  return mounted;
}
const asked = () => apex(getPage).mock.lastCall?.[0].query;

describe('c-account-directory', () => {
  beforeEach(() => jest.resetAllMocks());

  it('shows the directory by its columns', async () => {
    const mounted = await page();
    expect([...mounted.get('tbody tr').children].map((cell) => cell.textContent)).toEqual([
      'Acme',
      '0',
      '',
    ]);
    expect(mounted.get('tbody a').getAttribute('href')).toBe('/001000000000001AAA');
    expect(mounted.property('c-pager', 'text')).toBe('9,120 Accounts, page 1 of 183');
    await expect(mounted.element).toBeAccessible();
  });

  it('begins with the filters and the order of the address', async () => {
    const filters = [{ column: 'Segment__c', values: ['Enterprise'] }];
    const mounted = await page(undefined, {
      c__filters: JSON.stringify(filters),
      c__sort: 'mau',
      c__order: 'desc',
    });
    expect(asked()).toEqual({
      pageSize: 50,
      cursor: null,
      sortBy: 'mau',
      isDescending: true,
      filtersJson: '[{"column":"Segment__c","operator":"in","values":["Enterprise"]}]',
    });
    expect(mounted.all('th[scope="col"]').map((each) => each.getAttribute('aria-sort'))).toEqual([
      'none',
      'descending',
      'none',
    ]);
  });

  it('sorts by a column, and the other way round', async () => {
    const mounted = await page();
    mounted.get('button[data-key="mau"]').click();
    await settled();
    expect(asked()).toMatchObject({ sortBy: 'mau', isDescending: false });
    mounted.get('button[data-key="mau"]').click();
    await settled();
    expect(asked()).toMatchObject({ sortBy: 'mau', isDescending: true });
  });

  it('filters, and says when nothing matches', async () => {
    const mounted = await page();
    apex(getPage).mockResolvedValue({ rows: [], total: 0 });
    await mounted.send('c-directory-filters', 'apply', [{ column: 'name', text: 'golf' }]);
    expect(asked().filtersJson).toBe('[{"column":"name","operator":"contains","value":"golf"}]');
    expect(mounted.text).toMatch(/No Account that you may see matches/);
  });

  it('turns pages, and shows one at a time', async () => {
    const mounted = await page();
    const beta = { ...acme, accountId: '2', name: 'Beta' };
    apex(getPage).mockResolvedValue({ rows: [beta], total: 51 });
    await mounted.send('c-pager', 'next');
    expect(asked().cursor).toBe('c1');
    expect(mounted.all('tbody a').map((each) => each.textContent)).toEqual(['Beta']);
    expect(mounted.property('c-pager', 'text')).toBe('51 Accounts, page 2 of 2');
    expect(mounted.property('c-pager', 'isLast')).toBe(true);
    await mounted.send('c-pager', 'previous');
    expect(asked().cursor).toBeNull();
    expect(mounted.property('c-pager', 'isFirst')).toBe(true);
  });

  it('keeps as much in the browser on a late page of 10,000 Accounts as on the first', async () => {
    const pageAt = (number: number) => ({
      rows: Array.from({ length: 50 }, (_, index) => ({
        ...acme,
        accountId: String(number * 50 + index),
      })),
      total: 10_000,
      nextCursor: `c${number}`,
    });
    const mounted = await page(pageAt(0));
    const first = mounted.all('*').length;
    const answered = apex(getPage).mockImplementation(() =>
      Promise.resolve(pageAt(answered.mock.calls.length - 1)),
    );
    await mounted.send('c-pager', 'next');
    await mounted.send('c-pager', 'next');
    await mounted.send('c-pager', 'next');
    expect(mounted.property('c-pager', 'text')).toBe('10,000 Accounts, page 4 of 200');
    expect(mounted.all('tbody a')[0]?.getAttribute('href')).toBe('/150');
    expect(mounted.all('*')).toHaveLength(first);
    expect(getPage).toHaveBeenCalledTimes(4);
  });

  it('stays able to turn pages where nothing of one is shared with the user', async () => {
    const mounted = await page({ rows: [], total: 51, nextCursor: 'c1' });
    expect(mounted.find('c-empty-state')).toBeNull();
    apex(getPage).mockResolvedValue({ rows: [acme], total: null });
    await mounted.send('c-pager', 'next');
    expect(mounted.property('c-pager', 'text')).toBe('Page 2');
    expect(mounted.all('tbody tr')).toHaveLength(1);
  });

  it('stays on the page it has where the next one fails', async () => {
    const mounted = await page();
    apex(getPage).mockRejectedValue({ body: { message: 'Slow.' } });
    await mounted.send('c-pager', 'next');
    expect(mounted.property('c-load-state', 'error')).toBe('Slow.');
    expect(mounted.property('c-pager', 'text')).toBe('9,120 Accounts, page 1 of 183');
  });

  it.each([
    ['the connector', { c__filters: '[{"column":"renewalDate","from":"soon"}]' }],
    ['Apex', { c__sort: 'Gone__c' }],
  ])('leads out of a bookmark that %s refuses', async (who, state) => {
    const refusal = { problem: { code: 'Refused', message: 'No.', advice: '' }, rows: [] };
    const mounted = await page(refusal);
    expect(mounted.find('lightning-button')).toBeNull();
    if (who === 'Apex') apex(getPage).mockRejectedValue({ body: { message: 'It is gone.' } });
    wire.emit({ ...address, state });
    await settled();
    apex(getPage).mockResolvedValue({ rows: [acme], total: 1 });
    await mounted.press('Show all Accounts');
    expect(asked()).toMatchObject({ sortBy: 'name', filtersJson: null });
    expect(mounted.all('tbody a')).toHaveLength(1);
    expect(mounted.find('lightning-button')).toBeNull();
  });

  it('shows no failure of a question that was given up', async () => {
    const mounted = await page();
    let fail: (reason: object) => void = () => undefined;
    apex(getPage).mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
    mounted.get('button[data-key="mau"]').click();
    mounted.get('button[data-key="Segment__c"]').click();
    fail({ body: { message: 'Slow.' } });
    await settled();
    expect(asked().sortBy).toBe('Segment__c');
    expect(mounted.property('c-load-state', 'error')).toBeUndefined();
    // It comes last, and the page has what it waited for.
    expect(mounted.all('c-load-state').some((each) => 'isLoading' in each && each.isLoading)).toBe(
      false,
    );
  });

  it('says how to connect the connector, what to do while it is empty, and why it failed', async () => {
    const problem = {
      code: 'NotConnected',
      message: 'Nothing answers.',
      advice: 'Set the address.',
    };
    const unconnected = await page({ problem, rows: [] });
    expect(unconnected.property('c-notice', 'advice')).toBe(
      'Set the address. Mappings, settings and logs work without it.',
    );
    expect((await page({ rows: [] })).property('c-empty-state', 'text')).toMatch(/Sync now/);
    apex(getPage).mockRejectedValue({ body: { message: 'No access.' } });
    const failed = new Mounted('c-account-directory', AccountDirectory);
    wire.emit({ ...address, state: {} });
    await settled();
    expect(failed.property('c-load-state', 'error')).toBe('No access.');
  });
});
