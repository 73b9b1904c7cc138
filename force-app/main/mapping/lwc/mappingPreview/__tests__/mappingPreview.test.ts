import getPreview from '@salesforce/apex/MappingPreviewController.getPreview';
import MappingPreview from 'c/mappingPreview';
import { apex, Mounted, settled } from 'testing/component';

const mapping = {
  kind: 'Metric',
  accountField: 'MAU__c',
  metricKey: 'engagement.mau.033000000000001AAA',
};
const acme = {
  accountId: '001000000000001AAA',
  accountName: 'Acme',
  isLicensed: true,
  presentText: '7',
  nextState: 'Number',
  nextNumber: 0,
  reason: 'licensed, no usage',
};
const beta = {
  accountId: '001000000000002AAA',
  accountName: 'Beta',
  isLicensed: false,
  presentText: '3',
  nextState: 'Null',
  reason: 'not licensed',
};
const gamma = { accountId: '001000000000003AAA', nextState: 'Kept' };
const preview = {
  rows: [acme, beta, gamma],
  numberCount: 1200,
  zeroCount: 30,
  nullCount: 400,
  keptCount: 0,
};

async function mounted(kind = 'Metric', isStep = true): Promise<Mounted> {
  const page = new Mounted('c-mapping-preview', MappingPreview, {
    mapping: { ...mapping, kind },
    isStep,
  });
  await settled();
  return page;
}

describe('c-mapping-preview', () => {
  beforeEach(() => apex(getPreview).mockReset().mockResolvedValue(preview));

  it('tells 0, NULL and kept apart, each with its reason', async () => {
    const page = await mounted();
    expect(getPreview).toHaveBeenCalledWith({ input: mapping, accountIds: [] });
    expect(page.tableRows()).toEqual([
      ['AcmeLicensed', '7', '0', 'Licensed, no usage'],
      ['BetaNot licensed', '3', 'Empty', 'Not licensed'],
      ['An Account that you may not see', 'Empty', 'Stays as it is', ''],
    ]);
    await expect(page.element).toBeAccessible();
  });

  it('counts the Accounts that would get a number, 0, NULL or nothing', async () => {
    const page = await mounted();
    expect(page.all('dd').map((each) => each.textContent)).toEqual(['1,200', '30', '400', '0']);
  });

  it('shows what ISVapp would take of a source, without counts', async () => {
    apex(getPreview).mockResolvedValue({
      rows: [{ ...acme, nextNumber: null, nextText: 'Enterprise' }],
      numberCount: 1,
    });
    const page = await mounted('DisplayField');
    expect(page.tableRows()[0]?.[2]).toBe('Enterprise');
    expect(page.find('dl')).toBeNull();
  });

  it('adds the Account that was searched, once and first', async () => {
    const page = await mounted();
    apex(getPreview).mockResolvedValue({ rows: [{ ...beta, reason: 'expired' }] });
    await page.send('c-account-search', 'select', { accountId: beta.accountId, name: 'Beta' });
    expect(getPreview).toHaveBeenLastCalledWith({ input: mapping, accountIds: [beta.accountId] });
    expect(page.tableRows().map(([account]) => account)).toEqual([
      'BetaNot licensed',
      'AcmeLicensed',
      'An Account that you may not see',
    ]);
    expect(page.tableRows()[0]?.[3]).toBe('Expired');
  });

  it('goes on without the connector, and says how to connect it', async () => {
    const problem = {
      code: 'NotConnected',
      message: 'Nothing answers.',
      advice: 'Set the address.',
    };
    apex(getPreview).mockResolvedValue({ problem, rows: [{ ...acme, nextState: 'Unknown' }] });
    const page = await mounted();
    expect(page.property('c-notice', 'message')).toBe('Nothing answers.');
    expect(page.property('c-notice', 'advice')).toBe(
      'Set the address. You can go on without a preview.',
    );
    expect(page.tableRows()[0]?.[2]).toBe('Not known');
    expect(page.find('dl')).toBeNull();
    const alone = await mounted('Metric', false);
    expect(alone.property('c-notice', 'advice')).toBe('Set the address.');
  });

  it('says that there are no Accounts, and why it failed', async () => {
    apex(getPreview).mockResolvedValue({ rows: [] });
    expect((await mounted()).get('[role="status"]').textContent).toMatch(/no Account to show/);
    apex(getPreview).mockRejectedValue({ body: { message: 'The field is gone.' } });
    expect((await mounted()).property('c-load-state', 'error')).toBe('The field is gone.');
  });
});
