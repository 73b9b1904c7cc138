import getUsage from '@salesforce/apex/AccountUsageController.getUsage';
import AccountUsage from 'c/accountUsage';
import { apex, Mounted, settled } from 'testing/component';

const recordId = '001000000000001AAA';
const usage = {
  metrics: [
    {
      developerName: 'a',
      label: 'MAU',
      state: 'Number',
      value: 0,
      explanation: 'licensed, no usage',
      writtenAt: '2026-11-24T20:00:00.000Z',
      runId: 'a01',
      runName: 'RUN-000041',
    },
    {
      developerName: 'b',
      label: 'Tournament',
      state: 'NotLicensed',
      explanation: 'the License L-00012 expired',
    },
  ],
  internalSeats: { value: 25, isUnlimited: false, source: 'override', accountField: 'Seats__c' },
  externalSeats: { value: null, isUnlimited: true, source: 'license' },
  renewal: { value: '2027-01-31', source: 'license' },
};

async function panel(answer: object = usage): Promise<Mounted> {
  apex(getUsage).mockResolvedValue(answer);
  const mounted = new Mounted('c-account-usage', AccountUsage, { recordId });
  await settled();
  return mounted;
}

describe('c-account-usage', () => {
  beforeEach(() => jest.resetAllMocks());

  it('tells 0 and "Not licensed" apart, and says why, when and by which run', async () => {
    const mounted = await panel();
    expect(getUsage).toHaveBeenCalledWith({ accountId: recordId });
    expect(mounted.tableRows()).toEqual([
      ['MAU', '0', 'Licensed, no usage', expect.stringMatching(/^Nov 24, 2026.*RUN-000041$/)],
      ['Tournament', 'Not licensed', 'The License L-00012 expired', ''],
    ]);
    const link = mounted.get('c-text-table').shadowRoot?.querySelector('a');
    expect(link?.getAttribute('href')).toBe('/a01');
    await expect(mounted.element).toBeAccessible();
  });

  it('shows seats and renewal with their source', async () => {
    const mounted = await panel();
    expect(mounted.all('dl > div').map((each) => each.textContent)).toEqual([
      'Internal seats25from the field Seats__c',
      'External seatsUnlimitedfrom the licenses',
      'Renewal dateJan 31, 2027from the licenses',
    ]);
  });

  it('shows what the org knows where the connector can not be asked', async () => {
    const mounted = await panel({
      metrics: usage.metrics,
      problem: { code: 'Slow', message: 'No answer.', advice: 'Wait.' },
    });
    expect(mounted.property('c-notice', 'message')).toBe('No answer.');
    expect(mounted.tableRows()).toHaveLength(2);
    expect(mounted.text).toMatch(/Only the connector knows the seats/);
  });

  it('shows nothing of the Account before while another is read, and no refusal of it', async () => {
    const mounted = await panel();
    let refuse: (reason: object) => void = () => undefined;
    apex(getUsage).mockReturnValueOnce(new Promise((_, reject) => (refuse = reject)));
    Object.assign(mounted.element, { recordId: '001000000000002AAA' });
    await settled();
    expect(mounted.all('dl > div')).toHaveLength(0);
    expect(mounted.property('c-load-state', 'isLoading')).toBe(true);
    apex(getUsage).mockResolvedValue({ metrics: [] });
    Object.assign(mounted.element, { recordId: '001000000000003AAA' });
    await settled();
    refuse({ body: { message: 'The Account is gone.' } });
    await settled();
    expect(mounted.property('c-load-state', 'error')).toBeUndefined();
    expect(mounted.text).toMatch(/can add one in Salesforce Sync/);
  });

  it('says that there are no metrics, and why there is nothing', async () => {
    const { text } = await panel({ metrics: [] });
    expect(text).toMatch(/can add one in Salesforce Sync/);
    expect(text).toMatch(/no run has read it yet/);
    expect(text).not.toMatch(/Only the connector/);
    apex(getUsage).mockRejectedValue({ body: { message: 'The Account is gone.' } });
    const mounted = new Mounted('c-account-usage', AccountUsage, { recordId });
    await settled();
    expect(mounted.property('c-load-state', 'error')).toBe('The Account is gone.');
  });
});
