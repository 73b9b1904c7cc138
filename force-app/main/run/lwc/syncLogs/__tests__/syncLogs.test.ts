import { CurrentPageReference } from 'lightning/navigation';
import getChart from '@salesforce/apex/SyncRunController.getChart';
import getProgress from '@salesforce/apex/SyncRunController.getProgress';
import getRun from '@salesforce/apex/SyncRunController.getRun';
import getRunByKey from '@salesforce/apex/SyncRunController.getRunByKey';
import getRuns from '@salesforce/apex/SyncRunController.getRuns';
import getLostConnection from '@salesforce/apex/SyncConnectionController.getLostConnection';
import SyncLogs from 'c/syncLogs';
import { apex, focused, Mounted, settled } from 'testing/component';
import type { TestWireAdapter } from '../../../../../../config/lwc/types/jest-wire';

const wire = CurrentPageReference as unknown as TestWireAdapter<object>;
const address = { type: 'standard__navItemPage', attributes: { apiName: 'SyncLogs' }, state: {} };

const first = { runId: 'a01000000000001AAA', name: 'RUN-000001', status: 'Succeeded' };
const second = { runId: 'a01000000000002AAA', name: 'RUN-000002', status: 'Succeeded' };

async function page(runs: object[] = []): Promise<Mounted> {
  apex(getProgress).mockResolvedValue(null);
  apex(getChart).mockResolvedValue([]);
  apex(getRuns).mockResolvedValue({ runs, canManage: true });
  const mounted = new Mounted('c-sync-logs', SyncLogs);
  wire.emit(address);
  await settled();
  return mounted;
}

describe('c-sync-logs', () => {
  it('lists runs, and lets who may request one', async () => {
    const mounted = await page();
    expect(mounted.property('c-sync-now', 'canManage')).toBe(true);
    expect(getLostConnection).toHaveBeenCalled();
    [
      'c-connection-state',
      'c-run-chart',
      'c-run-list',
      'c-account-history',
      'c-watchdog-status',
    ].forEach((each) => mounted.get(each));
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

  it.each(['nonsense', 'a01000000000001AAA?', ''])(
    'shows the list for the run "%s"',
    async (c__run) => {
      const mounted = await page();
      wire.emit({ ...address, state: { c__run } });
      await settled();
      expect(mounted.find('c-run-detail')).toBeNull();
    },
  );

  it('follows the run that approving a held one requests, back at the list', async () => {
    const mounted = await page();
    wire.emit({ ...address, state: { c__run: 'a01000000000001AAA' } });
    await settled();
    const before = apex(getProgress).mock.calls.length;
    await mounted.send('c-run-detail', 'approved');
    expect(mounted.find('c-run-detail')).toBeNull();
    expect(apex(getProgress).mock.calls.length).toBe(before + 1);
  });

  it('takes the focus to the heading of a run, and back to the row it was opened from', async () => {
    const mounted = await page([second, first]);
    apex(getRun).mockResolvedValue({ run: first });
    const list = mounted.get('c-run-list');
    await mounted.send(list, 'open', first.runId);
    await settled();
    const heading = mounted.get('c-run-detail').shadowRoot?.querySelector('h2');
    expect(heading?.textContent).toMatch(/RUN-000001/);
    expect(focused()).toBe(heading);
    const rows = [...(list.shadowRoot?.querySelectorAll<HTMLElement>('[data-id]') ?? [])];
    const takes = rows.map((row) => jest.spyOn(row, 'focus'));
    await mounted.send('c-run-detail', 'back');
    expect(takes.map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
  });

  it('keeps the list as it was while a run is open, out of sight', async () => {
    const mounted = await page([first]);
    const list = mounted.get('c-run-list');
    await mounted.send(list, 'open', first.runId);
    expect(mounted.get('c-run-list').closest('.slds-hide')).not.toBeNull();
    await mounted.send('c-run-detail', 'back');
    expect(mounted.get('c-run-list')).toBe(list);
    expect(list.closest('.slds-hide')).toBeNull();
  });

  it('reads another run anew, where one is open already', async () => {
    const mounted = await page([first]);
    apex(getRun).mockImplementation(({ runId }: { runId: string }) =>
      Promise.resolve({ run: runId === first.runId ? first : second }),
    );
    await mounted.send('c-run-list', 'open', first.runId);
    await mounted.send('c-sync-now', 'open', second.runId);
    await settled();
    const heading = mounted.get('c-run-detail').shadowRoot?.querySelector('h2');
    expect(heading?.textContent).toMatch(/RUN-000002/);
  });

  it('follows a retry, with the focus where its progress is', async () => {
    const mounted = await page([first]);
    apex(getRunByKey).mockResolvedValue(null);
    await mounted.send('c-run-list', 'open', first.runId);
    await mounted.send('c-run-detail', 'retried', 'retry-1');
    expect(getRunByKey).toHaveBeenCalledWith({ runKey: 'retry-1' });
    mounted.get('c-run-detail');
    expect(focused()).toBe(mounted.get('c-sync-now').shadowRoot?.querySelector('[role="status"]'));
  });

  it('reads the open run anew when it ends, and not when another one does', async () => {
    const mounted = await page([first]);
    apex(getRun).mockResolvedValue({ run: { ...first, status: 'Running' } });
    await mounted.send('c-run-list', 'open', first.runId);
    const reads = apex(getRun).mock.calls.length;
    await mounted.send('c-sync-now', 'ended', second.runId);
    expect(apex(getRun).mock.calls.length).toBe(reads);
    await mounted.send('c-sync-now', 'ended', first.runId);
    expect(apex(getRun).mock.calls.length).toBe(reads + 1);
  });

  it('reads the runs anew when one ends', async () => {
    const mounted = await page();
    const before = apex(getRuns).mock.calls.length;
    await mounted.send('c-sync-now', 'ended', first.runId);
    expect(apex(getRuns).mock.calls.length).toBe(before + 1);
  });
});
