import getRuns from '@salesforce/apex/SyncRunController.getRuns';
import RunList from 'c/runList';
import { apex, Mounted, settled } from 'testing/component';

const done = {
  runId: 'a01000000000001AAA',
  name: 'RUN-000041',
  status: 'Succeeded',
  triggeredBy: 'Schedule',
  isDryRun: false,
  startedAt: '2026-11-24T20:00:00.000Z',
  durationSeconds: 192,
  accountsRead: 9120,
  valuesWritten: 412,
  valuesUnchanged: 0,
  valuesCleared: 19,
  valuesFailed: 2,
  apiCallsUsed: 14,
  apiCallsPredicted: 16,
};
const dry = {
  runId: 'a01000000000002AAA',
  name: 'RUN-000042',
  status: 'Requested',
  isDryRun: true,
  requestedAt: '2026-11-24T21:00:00.000Z',
};
const none = { statuses: null, triggers: null, fromDate: null, toDate: null, cursor: null };

async function list(
  page: object = { runs: [dry, done], nextCursor: '1.a', canManage: true },
): Promise<Mounted> {
  apex(getRuns).mockResolvedValue(page);
  const mounted = new Mounted('c-run-list', RunList);
  await settled();
  return mounted;
}

describe('c-run-list', () => {
  beforeEach(() => jest.resetAllMocks());

  it('shows runs with their counts, those not told yet left empty', async () => {
    const mounted = await list();
    const cells = mounted
      .all('tbody tr')
      .map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent));
    expect(cells[1]?.slice(1)).toEqual([
      'Schedule',
      expect.stringMatching(/^Nov 24, 2026/),
      '3 min 12 s',
      '9,120',
      '412',
      '0',
      '19',
      '2',
      '14 of 16 predicted',
    ]);
    expect(cells[0]?.slice(3)).toEqual(['', '', '', '', '', '', '']);
    expect(mounted.all('.slds-badge').map((each) => each.textContent)).toEqual(['Dry run']);
    await expect(mounted.element).toBeAccessible();
  });

  it('opens a run', async () => {
    const mounted = await list();
    const opened = mounted.heard('open');
    await mounted.press('RUN-000041');
    expect(opened).toEqual([done.runId]);
  });

  it('pages by cursor, and back to the newest', async () => {
    const mounted = await list();
    apex(getRuns).mockResolvedValue({ runs: [done], canManage: true });
    await mounted.send('c-pager', 'next');
    expect(getRuns).toHaveBeenLastCalledWith({ filter: { ...none, cursor: '1.a' } });
    expect(mounted.property('c-pager', 'text')).toBe('Page 2');
    expect(mounted.property('c-pager', 'isLast')).toBe(true);
    await mounted.send('c-pager', 'previous');
    expect(getRuns).toHaveBeenLastCalledWith({ filter: none });
    await mounted.send('c-pager', 'next');
    await mounted.send('c-pager', 'first');
    expect(getRuns).toHaveBeenLastCalledWith({ filter: none });
  });

  it('filters, and says when nothing matches', async () => {
    const mounted = await list();
    apex(getRuns).mockResolvedValue({ runs: [], canManage: true });
    await mounted.send('[data-name="status"]', 'change', { value: 'Failed' });
    await mounted.send('[data-name="trigger"]', 'change', { value: 'Schedule' });
    await mounted.send('[data-name="from"]', 'change', { value: '2026-11-01' });
    await mounted.send('[data-name="to"]', 'change', { value: '2026-11-24' });
    expect(getRuns).toHaveBeenLastCalledWith({
      filter: {
        statuses: ['Failed'],
        triggers: ['Schedule'],
        fromDate: '2026-11-01',
        toDate: '2026-11-24',
        cursor: null,
      },
    });
    expect(mounted.get('[role="status"]').textContent).toMatch(/No run matches/);
    await mounted.press('Clear filters');
    expect(getRuns).toHaveBeenLastCalledWith({ filter: none });
  });

  it('says what to do while there are none, and why there is no list', async () => {
    const mounted = await list({ runs: [], canManage: true });
    expect(mounted.property('c-empty-state', 'text')).toMatch(/Sync now/);
    apex(getRuns).mockRejectedValue({ body: { message: 'No access.' } });
    const failed = new Mounted('c-run-list', RunList);
    await settled();
    expect(failed.property('c-load-state', 'error')).toBe('No access.');
  });
});
