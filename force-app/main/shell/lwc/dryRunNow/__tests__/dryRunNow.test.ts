import getProgress from '@salesforce/apex/SyncRunController.getProgress';
import requestRun from '@salesforce/apex/SyncRunController.requestRun';
import DryRunNow from 'c/dryRunNow';
import { apex, Mounted } from 'testing/component';

const run = { runId: 'a01000000000001AAA', name: 'RUN-000001', status: 'Requested' };
const requested = { run, phase: null, percent: 0, isStalled: false, isWaitingLong: false };

const button = (): Mounted => new Mounted('c-dry-run-now', DryRunNow);
async function press(mounted: Mounted): Promise<void> {
  mounted.labelled('Dry run now').dispatchEvent(new CustomEvent('click'));
  await jest.advanceTimersByTimeAsync(0);
}

describe('c-dry-run-now', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    jest.resetAllMocks();
    apex(getProgress).mockResolvedValue(null);
    apex(requestRun).mockResolvedValue(requested);
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
  });

  it('asks for a dry run and tells of its end', async () => {
    const mounted = button();
    const ended = mounted.heard('ended');
    apex(getProgress).mockResolvedValueOnce(null).mockResolvedValueOnce(requested);
    await press(mounted);
    expect(requestRun).toHaveBeenCalledWith({ isDryRun: true });
    expect(mounted.text).toMatch(/RUN-000001 is requested/);
    expect(mounted.property('lightning-button', 'disabled')).toBe(true);
    expect(ended).toEqual([]);
    await jest.advanceTimersByTimeAsync(3000);
    expect(ended).toHaveLength(1);
    expect(mounted.property('lightning-button', 'disabled')).toBe(false);
  });

  it('waits for the run that is open already', async () => {
    apex(getProgress).mockResolvedValue({
      ...requested,
      run: { ...run, status: 'Running' },
      phase: 'Values',
    });
    const mounted = button();
    await press(mounted);
    expect(requestRun).not.toHaveBeenCalled();
    expect(mounted.text).toMatch(/RUN-000001 is running: counting usage/);
  });

  it('says what to do where the connector does not take the run up, and why it was refused', async () => {
    apex(getProgress).mockResolvedValue({ ...requested, isWaitingLong: true });
    const waiting = button();
    await press(waiting);
    expect(waiting.property('c-notice', 'message')).toMatch(/not taken RUN-000001 up/);
    apex(getProgress).mockResolvedValue(null);
    apex(requestRun).mockRejectedValue({ body: { message: 'The permission is needed.' } });
    const refused = button();
    await press(refused);
    expect(refused.property('c-notice', 'message')).toBe('The permission is needed.');
    expect(refused.property('lightning-button', 'disabled')).toBe(false);
  });

  it('is accessible', async () => {
    jest.useRealTimers();
    await expect(button().element).toBeAccessible();
  });
});
