import { CurrentPageReference } from 'lightning/navigation';
import getChart from '@salesforce/apex/SyncRunController.getChart';
import getProgress from '@salesforce/apex/SyncRunController.getProgress';
import getRuns from '@salesforce/apex/SyncRunController.getRuns';
import SyncLogs from 'c/syncLogs';
import { apex, Mounted, settled } from 'testing/component';
import type { TestWireAdapter } from '../../../../../../config/lwc/types/jest-wire';

const wire = CurrentPageReference as unknown as TestWireAdapter<object>;
const address = { type: 'standard__navItemPage', attributes: { apiName: 'SyncLogs' }, state: {} };

async function page(): Promise<Mounted> {
  apex(getProgress).mockResolvedValue(null);
  apex(getChart).mockResolvedValue([]);
  apex(getRuns).mockResolvedValue({ runs: [], canManage: true });
  const mounted = new Mounted('c-sync-logs', SyncLogs);
  wire.emit(address);
  await settled();
  return mounted;
}

describe('c-sync-logs', () => {
  it('lists runs, and lets who may request one', async () => {
    const mounted = await page();
    expect(mounted.property('c-sync-now', 'canManage')).toBe(true);
    ['c-run-chart', 'c-run-list', 'c-account-history', 'c-watchdog-status'].forEach((each) =>
      mounted.get(each),
    );
    await expect(mounted.element).toBeAccessible();
  });

  it('shows the run that is in the address, and goes back', async () => {
    const mounted = await page();
    wire.emit({ ...address, state: { c__run: 'a01000000000001AAA' } });
    await settled();
    expect(mounted.property('c-run-detail', 'runId')).toBe('a01000000000001AAA');
    await mounted.send('c-run-detail', 'back');
    expect(mounted.find('c-run-detail')).toBeNull();
    await mounted.send('c-run-list', 'open', 'a01000000000002AAA');
    expect(mounted.property('c-run-detail', 'runId')).toBe('a01000000000002AAA');
  });

  it('follows the run that approving a held one requests, back at the list', async () => {
    const mounted = await page();
    wire.emit({ ...address, state: { c__run: 'a01000000000001AAA' } });
    await settled();
    const before = apex(getProgress).mock.calls.length;
    await mounted.send('c-run-detail', 'approved');
    expect(mounted.find('c-run-detail')).toBeNull();
    expect(apex(getProgress).mock.calls.length).toBe(before + 1);
  });

  it('reads the runs anew when one ends', async () => {
    const mounted = await page();
    const before = apex(getRuns).mock.calls.length;
    await mounted.send('c-sync-now', 'ended');
    expect(apex(getRuns).mock.calls.length).toBe(before + 1);
  });
});
