import getMetrics from '@salesforce/apex/MetricCatalogueController.getMetrics';
import type { MetricGroup } from 'apex/MetricCatalogueController';
import MetricPicker from 'c/metricPicker';
import { apex, Mounted, settled } from 'testing/component';

const mau = {
  key: 'engagement.mau',
  label: 'MAU',
  unit: 'ActiveUsers',
  latestDataPoint: '2026-10-31',
  state: 'Ready',
  mappedBy: [],
};
const tournament = {
  key: 'feature.f1',
  label: 'Tournament',
  unit: 'Events',
  state: 'RecalculationPending',
  mappedBy: ['Tournament → Usage'],
};
const groups: MetricGroup[] = [
  { category: 'Engagement', metrics: [mau] },
  { category: 'Feature', metrics: [tournament] },
];

async function picker(): Promise<Mounted> {
  const mounted = new Mounted('c-metric-picker', MetricPicker, { value: 'engagement.mau' });
  await settled();
  return mounted;
}

describe('c-metric-picker', () => {
  beforeEach(() => apex(getMetrics).mockReset().mockResolvedValue(groups));

  it('lists metrics by category and package, with their latest data point and state', async () => {
    const mounted = await picker();
    expect(getMetrics).toHaveBeenCalledWith({ term: '', category: null });
    const lists = mounted.all('c-choice-list') as unknown as {
      legend: string;
      choices: unknown[];
    }[];
    expect(lists.map(({ legend }) => legend)).toEqual([
      'Engagement: Combined usage across all packages',
      'Features: Over several packages',
    ]);
    expect(lists[0]?.choices).toEqual([
      {
        value: 'engagement.mau',
        label: 'MAU',
        text: 'Latest data point: Oct 31, 2026',
        badges: [],
      },
    ]);
    expect(lists[1]?.choices).toMatchObject([
      { badges: ['Recalculation pending'], note: 'Written by Tournament → Usage' },
    ]);
    await expect(mounted.element).toBeAccessible();
  });

  it('searches, and says when nothing is found', async () => {
    const mounted = await picker();
    apex(getMetrics).mockResolvedValue([]);
    await mounted.send('lightning-input', 'change', { value: ' golf ' });
    expect(getMetrics).toHaveBeenLastCalledWith({ term: 'golf', category: null });
    expect(mounted.get('[role="status"]').textContent).toMatch(/"golf"/);
    await mounted.send('lightning-combobox', 'change', { value: 'Feature' });
    expect(getMetrics).toHaveBeenLastCalledWith({ term: 'golf', category: 'Feature' });
  });

  it('says what to do while the catalogue is empty', async () => {
    apex(getMetrics).mockResolvedValue([]);
    const mounted = await picker();
    expect(mounted.property('c-empty-state', 'text')).toMatch(/A dry run lets it do so now/);
    await expect(mounted.element).toBeAccessible();
    await mounted.send('c-dry-run-now', 'ended');
    expect(mounted.property('c-empty-state', 'text')).toMatch(/Its page in Sync Logs says why/);
    apex(getMetrics).mockResolvedValue(groups);
    await mounted.send('c-dry-run-now', 'ended');
    expect(mounted.find('c-empty-state')).toBeNull();
    expect(mounted.all('c-choice-list')).toHaveLength(2);
  });

  it('does not take a category without metrics for an empty catalogue', async () => {
    const mounted = await picker();
    apex(getMetrics).mockResolvedValue([]);
    await mounted.send('lightning-combobox', 'change', { value: 'Feature' });
    expect(mounted.find('c-empty-state')).toBeNull();
    expect(mounted.get('[role="status"]').textContent).toBe('No metric of this category.');
  });

  it('tells which metric was picked', async () => {
    const mounted = await picker();
    const picked = mounted.heard('pick');
    await mounted.send('c-choice-list', 'choose', 'feature.f1');
    expect(picked).toEqual([tournament]);
  });

  it('says why there is no list, and tries again', async () => {
    apex(getMetrics).mockRejectedValueOnce({ body: { message: 'No access.' } });
    const mounted = await picker();
    expect(mounted.property('c-load-state', 'error')).toBe('No access.');
    await mounted.send('c-load-state', 'retry');
    expect(mounted.property('c-load-state', 'error')).toBeUndefined();
    expect(mounted.all('c-choice-list')).toHaveLength(2);
  });
});
