import searchAccounts from '@salesforce/apex/MappingPreviewController.searchAccounts';
import AccountSearch from 'c/accountSearch';
import { apex, Mounted, settled } from 'testing/component';

const acme = { accountId: '001000000000001AAA', name: 'Acme' };

async function searched(term: string): Promise<Mounted> {
  const search = new Mounted('c-account-search', AccountSearch);
  await search.send('lightning-input', 'change', { value: term });
  search.get('lightning-input').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
  await settled();
  return search;
}

describe('c-account-search', () => {
  beforeEach(() => apex(searchAccounts).mockReset());

  it('lists what it finds and tells which one was chosen', async () => {
    apex(searchAccounts).mockResolvedValue([acme]);
    const search = await searched(' acm ');
    const chosen = search.heard('select');
    const takes = jest.spyOn(search.get('lightning-input'), 'focus');
    expect(searchAccounts).toHaveBeenCalledWith({ term: 'acm' });
    await expect(search.element).toBeAccessible();
    await search.press('Acme');
    expect(chosen).toEqual([acme]);
    expect(search.find('ul')).toBeNull();
    expect(takes).toHaveBeenCalledTimes(1);
  });

  it('asks for a term, and does not search without', async () => {
    const search = await searched(' ');
    expect(search.get('[role="status"]').textContent).toMatch(/at least one/);
    expect(searchAccounts).not.toHaveBeenCalled();
  });

  it('says that nothing has the term', async () => {
    apex(searchAccounts).mockResolvedValue([]);
    expect((await searched('Nobody')).get('[role="status"]').textContent).toMatch(/"Nobody"/);
  });

  it('says why the search failed', async () => {
    apex(searchAccounts).mockRejectedValue({ body: { message: 'Not allowed.' } });
    expect((await searched('x')).get('[role="status"]').textContent).toBe('Not allowed.');
  });
});
