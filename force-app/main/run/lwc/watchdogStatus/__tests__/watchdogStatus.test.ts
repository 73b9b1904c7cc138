import getStatus from '@salesforce/apex/SyncWatchdogController.getStatus';
import schedule from '@salesforce/apex/SyncWatchdogController.schedule';
import unschedule from '@salesforce/apex/SyncWatchdogController.unschedule';
import WatchdogStatus from 'c/watchdogStatus';
import { apex, Mounted, settled } from 'testing/component';

const onDuty = {
  isScheduled: true,
  nextCheckAt: '2026-11-24T20:13:00.000Z',
  lastSuccessAt: '2026-11-24T08:00:00.000Z',
  recipientCount: 2,
  canManage: true,
};
const offDuty = { isScheduled: false, recipientCount: 0, canManage: true };

async function shown(status: object): Promise<Mounted> {
  apex(getStatus).mockResolvedValue(status);
  const mounted = new Mounted('c-watchdog-status', WatchdogStatus);
  await settled();
  return mounted;
}

describe('c-watchdog-status', () => {
  beforeEach(() => jest.resetAllMocks());

  it('says when it looks next and who is told', async () => {
    const mounted = await shown(onDuty);
    expect(mounted.text).toMatch(
      /The watchdog is on: the next check is at Nov 24, 2026.*notified.*: 2\./,
    );
    expect(mounted.text).toMatch(/Last success: Nov 24, 2026/);
    await expect(mounted.element).toBeAccessible();
  });

  it('is turned on and off', async () => {
    apex(schedule).mockResolvedValue(onDuty);
    apex(unschedule).mockResolvedValue(offDuty);
    const mounted = await shown(offDuty);
    expect(mounted.text).toMatch(/nobody is told.*No run has succeeded yet/);
    expect(mounted.property('c-notice', 'message')).toMatch(/Nobody would be notified/);
    await mounted.press('Turn on');
    expect(mounted.text).toMatch(/The watchdog is on/);
    await mounted.press('Turn off');
    expect(mounted.text).toMatch(/The watchdog is off/);
  });

  it('tells of an open incident', async () => {
    const mounted = await shown({
      ...onDuty,
      incidentSince: '2026-11-24T06:00:00.000Z',
      incidentMessage: 'Nobody was told.',
    });
    expect(mounted.property('c-notice', 'message')).toMatch(
      /^Late since Nov 23, 2026.*: Nobody was told\.$/,
    );
  });

  it('has no buttons for who may not change it, and says why it knows nothing', async () => {
    expect((await shown({ ...onDuty, canManage: false })).find('lightning-button')).toBeNull();
    apex(getStatus).mockRejectedValue({ body: { message: 'No access.' } });
    const mounted = new Mounted('c-watchdog-status', WatchdogStatus);
    await settled();
    expect(mounted.property('c-load-state', 'error')).toBe('No access.');
  });

  it('says that it reads', () => {
    apex(getStatus).mockReturnValue(new Promise(() => undefined));
    const mounted = new Mounted('c-watchdog-status', WatchdogStatus);
    expect(mounted.property('c-load-state', 'isLoading')).toBe(true);
  });
});
