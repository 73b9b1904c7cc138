import getOutcomes from '@salesforce/apex/AccountOutcomeController.getOutcomes';
import getAccountHistory from '@salesforce/apex/SyncLogController.getAccountHistory';
import AccountHistory from 'c/accountHistory';
import { apex, Mounted, settled } from 'testing/component';

const acme = { accountId: '001000000000001AAA', name: 'Acme' };
const event = {
  entryId: 'e1',
  runId: 'r1',
  runName: 'RUN-000041',
  happenedAt: '2026-11-24T20:00:00.000Z',
  level: 'Error',
  errorCode: 'UNABLE_TO_LOCK_ROW',
  message: 'locked',
  explanation: 'Somebody else was saving the Account.',
  developerName: 'Metric_MAU',
  mappingLabel: 'MAU, combined',
  accountField: 'MAU__c',
};

const written = {
  runId: 'r2',
  runName: 'RUN-000042',
  happenedAt: '2026-11-25T20:00:00.000Z',
  outcome: 'written',
  developerName: 'Metric_MAU',
  mappingLabel: 'MAU, combined',
  accountField: 'MAU__c',
  fieldLabel: 'MAU',
  beforeValue: null,
  afterValue: 0,
  explanation: 'no usage on 2026-11-23',
};

async function history(answer: unknown, known: object = { outcomes: [] }): Promise<Mounted> {
  apex(getOutcomes).mockReset().mockResolvedValue(known);
  apex(getAccountHistory)
    .mockReset()
    .mockImplementation(() => answer);
  const mounted = new Mounted('c-account-history', AccountHistory);
  await mounted.send('c-account-search', 'select', acme);
  return mounted;
}

describe('c-account-history', () => {
  it('says what happened to an Account, in which run and why', async () => {
    const older = {
      ...event,
      entryId: 'e0',
      happenedAt: '2026-11-23T20:00:00.000Z',
      mappingLabel: null,
    };
    const mounted = await history(Promise.resolve([older, event]));
    expect(mounted.all('li').map((each) => /Nov 2\d/.exec(each.textContent)?.[0])).toEqual([
      'Nov 24',
      'Nov 23',
    ]);
    expect(mounted.all('li')[1]?.textContent).toMatch(/Metric_MAU/);
    expect(getAccountHistory).toHaveBeenCalledWith({ accountId: acme.accountId });
    expect(mounted.get('h3').textContent).toBe('Log of Acme');
    expect(mounted.get('li').textContent).toMatch(
      /Nov 24, 2026.*MAU, combined · MAU__c · UNABLE_TO_LOCK_ROW.*Locked.*Somebody else/s,
    );
    const opened = mounted.heard('open');
    await mounted.press('RUN-000041');
    expect(opened).toEqual(['r1']);
    await expect(mounted.element).toBeAccessible();
  });

  it('says what became of its values, which only the connector knows of every Account', async () => {
    const gone = { ...written, runId: null, runName: null };
    const mounted = await history(Promise.resolve([event]), { outcomes: [written, gone] });
    expect(getOutcomes).toHaveBeenCalledWith({ accountId: acme.accountId });
    expect(
      mounted.all('li').map((each) => /NULL → 0|Somebody/.exec(each.textContent)?.[0]),
    ).toEqual(['NULL → 0', 'NULL → 0', 'Somebody']);
    expect(mounted.all('lightning-button')).toHaveLength(2);
    await expect(mounted.element).toBeAccessible();
  });

  it('shows what the log says where the connector can not be asked, and asks again', async () => {
    const problem = { code: 'Slow', message: 'No answer.', advice: 'Try again.' };
    const mounted = await history(Promise.resolve([event]), { problem, outcomes: [] });
    expect(mounted.property('c-notice', 'message')).toBe('No answer.');
    expect(mounted.property('c-notice', 'advice')).toMatch(/^Try again\. What the log says/);
    expect(mounted.all('li')).toHaveLength(1);
    apex(getOutcomes).mockResolvedValue({ outcomes: [written] });
    await mounted.send('c-notice', 'action');
    expect(mounted.find('c-notice')).toBeNull();
    expect(mounted.all('li')).toHaveLength(2);
    expect(getAccountHistory).toHaveBeenCalledTimes(1);
  });

  it('does not call an Account fine that the log merely does not name', async () => {
    const mounted = await history(Promise.resolve([]), { problem: { message: 'Slow.' } });
    expect(mounted.text).toMatch(/does not name this Account/);
    apex(getOutcomes).mockRejectedValue({ body: { message: 'No access.' } });
    await mounted.send('c-notice', 'action');
    expect(mounted.property('c-notice', 'message')).toBe('No access.');
  });

  it('says that there was no problem, and why it can not say anything', async () => {
    expect((await history(Promise.resolve([]))).text).toMatch(/Nothing is on record/);
    const failed = await history(
      Promise.reject(Object.assign(new Error(), { body: { message: 'No access.' } })),
    );
    expect(failed.property('c-load-state', 'error')).toBe('No access.');
    apex(getAccountHistory).mockResolvedValue([]);
    await failed.send('c-load-state', 'retry');
    expect(failed.text).toMatch(/Nothing is on record/);
  });

  it('says that it reads, and does not show what it read of an Account that was left', async () => {
    let answerSlowly: (events: object[]) => void = () => undefined;
    const slow = new Promise<object[]>((resolve) => (answerSlowly = resolve));
    apex(getAccountHistory).mockReset().mockReturnValueOnce(slow).mockResolvedValueOnce([]);
    apex(getOutcomes).mockReset().mockResolvedValue({ outcomes: [] });
    const mounted = new Mounted('c-account-history', AccountHistory);
    await mounted.send('c-account-search', 'select', { accountId: '1', name: 'Slow' });
    expect(mounted.property('c-load-state', 'isLoading')).toBe(true);
    await mounted.send('c-account-search', 'select', { accountId: '2', name: 'Quick' });
    answerSlowly([event]);
    await settled();
    expect(mounted.text).toMatch(/Quick.*Nothing is on record/);
    expect(mounted.all('li')).toHaveLength(0);
  });
});
