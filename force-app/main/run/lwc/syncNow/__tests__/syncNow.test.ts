import cancelRun from '@salesforce/apex/SyncRunController.cancelRun';
import getProgress from '@salesforce/apex/SyncRunController.getProgress';
import getRun from '@salesforce/apex/SyncRunController.getRun';
import getRunByKey from '@salesforce/apex/SyncRunController.getRunByKey';
import requestRun from '@salesforce/apex/SyncRunController.requestRun';
import SyncNow from 'c/syncNow';
import { apex, Mounted } from 'testing/component';

const run = { runId: 'a01000000000001AAA', name: 'RUN-000042', status: 'Running' };
const running = {
  run,
  phase: 'Values',
  percent: 44,
  isCancelRequested: false,
  isStalled: false,
  isWaitingLong: false,
  canCancel: true,
};
const requested = { ...running, run: { ...run, status: 'Requested' }, phase: null, percent: 0 };

async function panel(canManage = true): Promise<Mounted> {
  const mounted = new Mounted('c-sync-now', SyncNow, { canManage });
  await jest.advanceTimersByTimeAsync(0);
  return mounted;
}
const press = async (mounted: Mounted, label: string): Promise<void> => {
  mounted.labelled(label).dispatchEvent(new CustomEvent('click'));
  await jest.advanceTimersByTimeAsync(0);
};
const follow = async (mounted: Mounted, runKey: string): Promise<void> => {
  (mounted.element as HTMLElement & { follow(key: string): void }).follow(runKey);
  await jest.advanceTimersByTimeAsync(0);
};
const isDisabled = (mounted: Mounted, label: string) =>
  (mounted.labelled(label) as unknown as { disabled: boolean }).disabled;

describe('c-sync-now', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    jest.resetAllMocks();
    apex(getProgress).mockResolvedValue(null);
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
  });

  it('requests a run or a dry run, and follows it to its end', async () => {
    apex(requestRun).mockResolvedValue(requested);
    const mounted = await panel();
    expect(mounted.text).toMatch(/No run is under way/);
    apex(getProgress)
      .mockResolvedValueOnce(requested)
      .mockResolvedValueOnce(running)
      .mockResolvedValue(null);
    apex(getRun).mockResolvedValue({ run: { ...run, status: 'Degraded', message: 'Two fields.' } });
    const ended = mounted.heard('ended');
    const opened = mounted.heard('open');
    await press(mounted, 'Dry run');
    expect(requestRun).toHaveBeenCalledWith({ isDryRun: true });
    expect(mounted.text).toMatch(/RUN-000042 is requested/);
    expect(isDisabled(mounted, 'Sync now')).toBe(true);
    await jest.advanceTimersByTimeAsync(3000);
    expect(mounted.text).toMatch(/RUN-000042 is running: counting usage/);
    expect(mounted.get('[role="progressbar"]').getAttribute('aria-valuenow')).toBe('44');
    await jest.advanceTimersByTimeAsync(3000);
    expect(mounted.property('c-notice', 'message')).toBe(
      'RUN-000042 has ended: Succeeded with remarks.',
    );
    mounted.get('c-notice').dispatchEvent(new CustomEvent('action'));
    expect(ended).toEqual([run.runId]);
    expect(opened).toEqual([run.runId]);
    await press(mounted, 'Sync now');
    expect(requestRun).toHaveBeenLastCalledWith({ isDryRun: false });
  });

  it('cancels the open run', async () => {
    apex(getProgress).mockResolvedValue(running);
    apex(cancelRun).mockResolvedValue(run);
    const mounted = await panel();
    apex(getProgress).mockResolvedValue({ ...running, isCancelRequested: true, canCancel: false });
    await press(mounted, 'Cancel run');
    expect(cancelRun).toHaveBeenCalledWith({ runId: run.runId });
    expect(mounted.text).toMatch(/Cancelling: the connector stops/);
  });

  it('tells that a run which nobody had begun is cancelled', async () => {
    apex(getProgress).mockResolvedValueOnce(requested).mockResolvedValue(null);
    apex(cancelRun).mockResolvedValue(run);
    apex(getRun).mockResolvedValue({ run: { ...run, status: 'Cancelled' } });
    const mounted = await panel();
    const ended = mounted.heard('ended');
    mounted.labelled('Cancel run').focus();
    await press(mounted, 'Cancel run');
    expect(mounted.property('c-notice', 'message')).toBe('RUN-000042 has ended: Cancelled.');
    expect(ended).toEqual([run.runId]);
    expect(document.activeElement).toBe(mounted.element);
    await jest.advanceTimersByTimeAsync(9000);
    expect(ended).toHaveLength(1);
  });

  it('tells how a run ended where the next is open by then', async () => {
    const next = { ...requested, run: { ...run, runId: 'a01000000000002AAA' } };
    apex(getProgress).mockResolvedValueOnce(running).mockResolvedValue(next);
    apex(getRun).mockResolvedValue({ run: { ...run, status: 'Failed' } });
    const mounted = await panel();
    const ended = mounted.heard('ended');
    await jest.advanceTimersByTimeAsync(9000);
    expect(ended).toEqual([run.runId]);
  });

  it('says what to do about a run that waits, or whose connector is gone', async () => {
    apex(getProgress).mockResolvedValue({ ...requested, isWaitingLong: true });
    expect((await panel()).property('c-notice', 'message')).toMatch(/not taken RUN-000042 up/);
    apex(getProgress).mockResolvedValue({ ...running, isStalled: true });
    const stalled = await panel();
    expect(stalled.property('c-notice', 'advice')).toMatch(/Cancel the run/);
    expect(isDisabled(stalled, 'Sync now')).toBe(false);
  });

  it('follows a run that the connector took on by itself, until its record is there', async () => {
    const mounted = await panel();
    apex(getRunByKey).mockResolvedValue(null);
    const ended = mounted.heard('ended');
    await follow(mounted, 'retry-1');
    expect(getRunByKey).toHaveBeenCalledWith({ runKey: 'retry-1' });
    expect(mounted.text).toMatch(/begins in a moment/);
    apex(getProgress).mockResolvedValueOnce(running);
    await jest.advanceTimersByTimeAsync(3000);
    expect(mounted.text).toMatch(/RUN-000042 is running/);
    const finished = { ...run, status: 'Succeeded', finishedAt: '2026-11-24T20:00:00.000Z' };
    apex(getRun).mockResolvedValue({ run: finished });
    apex(getRunByKey).mockResolvedValue(finished);
    await jest.advanceTimersByTimeAsync(3000);
    expect(mounted.property('c-notice', 'message')).toMatch(/RUN-000042 has ended: Succeeded/);
    expect(ended).toHaveLength(1);
    const looks = apex(getProgress).mock.calls.length;
    await jest.advanceTimersByTimeAsync(9000);
    expect(apex(getProgress).mock.calls.length).toBe(looks);
  });

  it('shows the result of a run that nobody saw open', async () => {
    const mounted = await panel();
    const finished = { ...run, status: 'Failed', finishedAt: '2026-11-24T20:00:00.000Z' };
    apex(getRunByKey).mockResolvedValueOnce(null).mockResolvedValue(finished);
    const ended = mounted.heard('ended');
    await follow(mounted, 'retry-1');
    await jest.advanceTimersByTimeAsync(3000);
    expect(mounted.property('c-notice', 'message')).toBe('RUN-000042 has ended: Failed.');
    expect(ended).toHaveLength(1);
  });

  it('does not look for ever for a run that does not begin', async () => {
    const mounted = await panel();
    apex(getRunByKey).mockResolvedValue(null);
    await follow(mounted, 'retry-1');
    await jest.advanceTimersByTimeAsync(120_000);
    expect(mounted.property('c-notice', 'message')).toMatch(/not begun it within two minutes/);
    expect(getRunByKey).toHaveBeenCalledTimes(40);
    expect(mounted.text).toMatch(/No run is under way/);
  });

  it('looks again on request, where the progress could not be read', async () => {
    apex(getProgress).mockRejectedValueOnce({ body: { message: 'No answer.' } });
    const mounted = await panel();
    expect(mounted.text).not.toMatch(/No run is under way/);
    expect(mounted.property('c-notice', 'message')).toBe('No answer.');
    apex(getProgress).mockResolvedValue(running);
    mounted.get('c-notice').dispatchEvent(new CustomEvent('action'));
    await jest.advanceTimersByTimeAsync(0);
    expect(mounted.find('c-notice')).toBeNull();
    expect(mounted.text).toMatch(/RUN-000042 is running/);
  });

  it('says why a run was not requested', async () => {
    apex(requestRun).mockRejectedValue({ body: { message: 'RUN-000041 is running.' } });
    const mounted = await panel();
    await press(mounted, 'Sync now');
    expect(mounted.property('c-notice', 'message')).toBe('RUN-000041 is running.');
  });

  it('shows who may not request runs how far one is', async () => {
    apex(getProgress).mockResolvedValue({ ...running, canCancel: false });
    const mounted = await panel(false);
    expect(mounted.find('lightning-button')).toBeNull();
    expect(mounted.text).toMatch(/44 percent done/);
  });

  it('is accessible while a run is under way', async () => {
    apex(getProgress).mockResolvedValue(running);
    const mounted = await panel();
    jest.useRealTimers();
    await expect(mounted.element).toBeAccessible();
  });
});
