import getErrorCards from '@salesforce/apex/SyncLogController.getErrorCards';
import retryFailed from '@salesforce/apex/SyncRunController.retryFailed';
import ErrorCards from 'c/errorCards';
import { apex, Mounted, settled } from 'testing/component';

const runId = 'a01000000000001AAA';
const rule = {
  key: 'Error|RULE',
  level: 'Error',
  errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  message: 'MAU must not fall',
  explanation: 'A validation rule of Account refuses the value.',
  occurrences: 37,
  firstSeenAt: '2026-11-20T20:00:00.000Z',
  developerName: 'Metric_MAU',
  mappingLabel: 'MAU',
  accountField: 'MAU__c',
  setupUrl: '/lightning/setup/ObjectManager/Account/ValidationRules/view',
  setupLabel: 'Validation Rules of Account',
  accounts: [{ accountId: '001000000000001AAA', name: 'Acme' }],
  canRetry: true,
};
const remark = {
  key: 'Info|X',
  level: 'Info',
  errorCode: 'NO_DATA',
  message: 'No data yet',
  occurrences: 1,
  accounts: [],
  canRetry: false,
};

async function cards(list: object[] = [rule, remark]): Promise<Mounted> {
  apex(getErrorCards).mockResolvedValue(list);
  const mounted = new Mounted('c-error-cards', ErrorCards, { runId });
  await settled();
  return mounted;
}

describe('c-error-cards', () => {
  beforeEach(() => jest.resetAllMocks());

  it('says what happened, how often, since when, where to repair it, and for whom', async () => {
    const mounted = await cards();
    const [first, second] = mounted.all('li').map((each) => each.textContent);
    expect(mounted.all('h4').map((each) => each.textContent)).toEqual([
      'MAU must not fall',
      'No data yet',
    ]);
    expect(first).toMatch(/A validation rule of Account refuses the value\./);
    expect(first).toMatch(
      /FIELD_CUSTOM_VALIDATION_EXCEPTION · MAU · MAU__c · 37 times · since Nov 20, 2026/,
    );
    expect(mounted.all('a').map((each) => [each.textContent, each.getAttribute('href')])).toEqual([
      ['Acme', '/001000000000001AAA'],
      ['Open Validation Rules of Account', rule.setupUrl],
    ]);
    expect(first).toMatch(/Accounts:\s*Acme\s*and 36 more/);
    expect(second).toMatch(/No data yet.*NO_DATA · once$/s);
    expect(mounted.all('lightning-button')).toHaveLength(1);
    await expect(mounted.element).toBeAccessible();
  });

  it('does not speak of more Accounts where all are named', async () => {
    const mounted = await cards([{ ...rule, occurrences: 1 }]);
    expect(mounted.text).toMatch(/Accounts:\s*Acme\s*Open/);
  });

  it('sends again what failed', async () => {
    apex(retryFailed).mockResolvedValue({ accountCount: 37, runKey: 'retry-1' });
    const mounted = await cards();
    const retried = mounted.heard('retried');
    await mounted.press('Retry these');
    expect(retryFailed).toHaveBeenCalledWith({
      retry: {
        runId,
        errorCode: rule.errorCode,
        developerName: 'Metric_MAU',
        accountField: 'MAU__c',
      },
    });
    expect(mounted.property('c-notice', 'message')).toBe('37 Accounts are sent again.');
    expect(retried).toEqual(['retry-1']);
  });

  it.each<[object, string]>([
    [{ accountCount: 1 }, '1 Account is sent again.'],
    [{}, 'They are sent again.'],
  ])('says how many are sent again: %j', async (answer, text) => {
    apex(retryFailed).mockResolvedValue(answer);
    const mounted = await cards();
    await mounted.press('Retry these');
    expect(mounted.property('c-notice', 'message')).toBe(text);
  });

  it('says what to do where the connector can not be asked to', async () => {
    apex(retryFailed).mockResolvedValue({
      problem: { code: 'Slow', message: 'No answer.', advice: 'Sync now does the same.' },
    });
    const mounted = await cards();
    const retried = mounted.heard('retried');
    await mounted.press('Retry these');
    expect(retried).toEqual([]);
    expect(mounted.property('c-notice', 'advice')).toBe('Sync now does the same.');
    apex(retryFailed).mockRejectedValue({ body: { message: 'The permission is needed.' } });
    await mounted.press('Retry these');
    expect(mounted.property('c-notice', 'message')).toBe('The permission is needed.');
  });

  it('says that there are none, and why there is no list', async () => {
    expect((await cards([])).text).toMatch(/No problems and no remarks/);
    apex(getErrorCards).mockRejectedValue({ body: { message: 'No access.' } });
    const mounted = new Mounted('c-error-cards', ErrorCards, { runId });
    await settled();
    expect(mounted.property('c-load-state', 'error')).toBe('No access.');
  });
});
