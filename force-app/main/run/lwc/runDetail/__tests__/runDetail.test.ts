import getCsv from '@salesforce/apex/SyncLogController.getCsv';
import getErrorCards from '@salesforce/apex/SyncLogController.getErrorCards';
import approveRetry from '@salesforce/apex/SyncRunController.approveRetry';
import approveRun from '@salesforce/apex/SyncRunController.approveRun';
import getRun from '@salesforce/apex/SyncRunController.getRun';
import RunDetail from 'c/runDetail';
import { apex, focused, Mounted, settled } from 'testing/component';

const runId = 'a01000000000001AAA';
const detail = {
  run: {
    runId,
    name: 'RUN-000041',
    status: 'Held',
    triggeredBy: 'Schedule',
    isDryRun: false,
    startedAt: '2026-11-24T20:00:00.000Z',
    valuesWritten: 0,
    message: 'Too much would be cleared.',
  },
  phases: [{ name: 'Licenses', duration: '12.4 s', summary: '2,104 licenses of 4 packages' }],
  mappings: [
    {
      developerName: 'Metric_MAU',
      label: 'MAU, combined',
      readCount: 9,
      writtenCount: 0,
      errorCount: 1,
      warningCount: 0,
      lacksData: false,
    },
  ],
  canCancel: false,
  canApprove: true,
  canRetry: false,
};

async function page(answer: object = detail): Promise<Mounted> {
  apex(getErrorCards).mockResolvedValue([]);
  apex(getRun).mockResolvedValue(answer);
  const mounted = new Mounted('c-run-detail', RunDetail, { runId });
  await settled();
  return mounted;
}

describe('c-run-detail', () => {
  beforeEach(() => jest.resetAllMocks());

  it('shows counts, phases, and what became of each mapping; 0 is not nothing', async () => {
    const mounted = await page();
    expect(mounted.all('dl > div').map((each) => each.textContent)).toEqual([
      'TriggerSchedule',
      expect.stringMatching(/^StartNov 24/),
      'Written0',
    ]);
    const [mapping, phase] = mounted.tableRows();
    expect(mapping).toEqual(['MAU, combined', '9', '0', '', '', '', '', '1', '0']);
    expect(phase).toEqual(['Licenses', '12.4 s', '2,104 licenses of 4 packages']);
    expect(mounted.text).toMatch(/Too much would be cleared\./);
    expect(mounted.property('c-error-cards', 'runId')).toBe(runId);
    await expect(mounted.element).toBeAccessible();
  });

  it.each([
    [{ isDryRun: true, status: 'Succeeded' }, false],
    [{ isDryRun: true, status: 'Held' }, false],
    [{ isDryRun: false, status: 'Held' }, true],
  ])('shows what a run would change where nothing was sent: %o', async (part, isHeld) => {
    const run = { ...detail.run, finishedAt: '2026-11-24T20:01:00.000Z', ...part };
    const mounted = await page({ ...detail, run });
    expect(mounted.property('c-planned-changes', 'runId')).toBe(runId);
    expect(mounted.property('c-planned-changes', 'isHeld')).toBe(isHeld);
    expect(mounted.property('c-planned-changes', 'runName')).toBe('RUN-000041');
  });

  it.each([
    { isDryRun: true, status: 'Running', finishedAt: null },
    { isDryRun: false, status: 'Succeeded', finishedAt: '2026-11-24T20:01:00.000Z' },
  ])('asks for no plan of a run that has none: %o', async (part) => {
    const mounted = await page({ ...detail, run: { ...detail.run, ...part } });
    expect(mounted.find('c-planned-changes')).toBeNull();
  });

  it('lets a held run go', async () => {
    apex(approveRun).mockResolvedValue({});
    const mounted = await page();
    const approved = mounted.heard('approved');
    await mounted.send('c-notice', 'action');
    expect(approveRun).toHaveBeenCalledWith({ runId });
    expect(approved).toHaveLength(1);
  });

  const heldRetry = { ...detail, canApprove: false, canApproveRetry: true };

  it('lets go what a held retry held, and starts no sync', async () => {
    apex(approveRetry).mockResolvedValueOnce({ runKey: 'next', accountCount: 17 });
    const mounted = await page(heldRetry);
    const [approved, retried] = [mounted.heard('approved'), mounted.heard('retried')];
    expect(mounted.property('c-notice', 'message')).toMatch(/what this one held back/);
    await mounted.send('c-notice', 'action');
    expect(approveRetry).toHaveBeenCalledWith({ runId });
    expect(retried).toEqual(['next']);
    expect(approved).toHaveLength(0);
    expect(approveRun).not.toHaveBeenCalled();
  });

  it('says what to do where the connector can not be asked to', async () => {
    apex(approveRetry).mockResolvedValueOnce({
      problem: { code: 'NotConnected', message: 'It is down.', advice: 'Start it.' },
    });
    const mounted = await page(heldRetry);
    const retried = mounted.heard('retried');
    await mounted.send('c-notice', 'action');
    expect(mounted.property('c-notice', 'message')).toBe('It is down.');
    expect(mounted.property('c-notice', 'advice')).toBe('Start it.');
    expect(retried).toHaveLength(0);
  });

  it('downloads the entries, part by part', async () => {
    apex(getCsv)
      .mockResolvedValueOnce({ lines: ['"Entry"', '"E-1"'], nextCursor: 'E-1' })
      .mockResolvedValueOnce({ lines: ['"E-2"'] });
    const blobs: Blob[] = [];
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`,
      revokeObjectURL: jest.fn(),
    });
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => undefined);
    const mounted = await page();
    await mounted.press('Download CSV');
    await settled();
    expect(apex(getCsv).mock.calls).toEqual([
      [{ runId, cursor: null }],
      [{ runId, cursor: 'E-1' }],
    ]);
    expect(blobs[0]?.size).toBe(3 + '"Entry"\r\n"E-1"\r\n"E-2"\r\n'.length);
    expect((click.mock.contexts[0] as HTMLAnchorElement).download).toBe('RUN-000041.csv');
  });

  it('says why it failed', async () => {
    apex(approveRun).mockRejectedValue({ body: { message: 'A newer run was held.' } });
    const mounted = await page();
    await mounted.send('c-notice', 'action');
    expect(mounted.property('c-notice', 'message')).toBe('A newer run was held.');
    apex(getRun).mockRejectedValue({ body: { message: 'The run is gone.' } });
    const gone = new Mounted('c-run-detail', RunDetail, { runId });
    await settled();
    expect(gone.property('c-load-state', 'error')).toBe('The run is gone.');
    const notice = gone.get('c-load-state').shadowRoot?.querySelector('c-notice');
    expect(focused()).toBe(notice?.shadowRoot?.querySelector('[role="alert"]'));
  });

  it('says that nothing has ended yet, and goes back', async () => {
    const mounted = await page({ ...detail, phases: [], mappings: [], canApprove: false });
    expect(mounted.text).toMatch(/This run has no results by mapping.*No phase has ended yet/);
    const back = mounted.heard('back');
    await mounted.press('All runs');
    expect(back).toHaveLength(1);
  });
});
