import getChange from '@salesforce/apex/FieldMappingController.getChange';
import getMappings from '@salesforce/apex/FieldMappingController.getMappings';
import pauseMapping from '@salesforce/apex/FieldMappingController.pauseMapping';
import removeMapping from '@salesforce/apex/FieldMappingController.removeMapping';
import FieldWizard from 'c/fieldWizard';
import MappingHistory from 'c/mappingHistory';
import MappingList from 'c/mappingList';
import MappingPreviewDialog from 'c/mappingPreviewDialog';
import RemoveMappingDialog from 'c/removeMappingDialog';
import { apex, Mounted, settled } from 'testing/component';

const mau = {
  developerName: 'Metric_MAU',
  label: 'MAU → MAU',
  kind: 'Metric',
  kindLabel: 'Metric',
  accountField: 'MAU__c',
  accountFieldLabel: 'MAU',
  metricLabel: 'MAU, combined',
  state: 'Active',
};
const seats = {
  developerName: 'Seats',
  label: 'Seats',
  kind: 'InternalSeats',
  kindLabel: 'Override Internal Seat Count',
  accountField: 'Seats__c',
  state: 'Paused',
  pausedBy: 'Connector',
  reason: 'The field is read-only.',
  advice: 'Grant edit access.',
};
const gone = {
  developerName: 'Old',
  label: 'Old',
  kind: 'DisplayField',
  kindLabel: 'Display field',
  accountField: 'Old__c',
  accountFieldLabel: 'Old',
  state: 'Removed',
};
const list = (changes: object = {}) => ({
  canManage: true,
  runName: 'RUN-000007',
  runFinishedAt: '2026-11-24T20:00:00.000Z',
  groups: [
    { key: 'Display', mappings: [gone] },
    { key: 'Overrides', mappings: [seats] },
    { key: 'Metrics', mappings: [mau] },
  ],
  ...changes,
});

async function page(answer: object = list()): Promise<Mounted> {
  apex(getMappings).mockResolvedValue(answer);
  const mounted = new Mounted('c-mapping-list', MappingList);
  await settled();
  return mounted;
}
const choose = (mounted: Mounted, name: string, value: string) =>
  mounted.send(`lightning-button-menu[data-name="${name}"]`, 'select', { value });
/** Items of the menus of mappings that can be paused, by whether they wait. */
const inMenu = (mounted: Mounted, waits: boolean): readonly string[] =>
  mounted
    .all('[data-name="Metric_MAU"] lightning-menu-item')
    .map((each) => each as unknown as { value: string; disabled: boolean })
    .filter(({ disabled }) => disabled === waits)
    .map(({ value }) => value);
const saved = {
  changeId: '1',
  action: 'Pause',
  actionLabel: 'Pause',
  label: 'MAU → MAU',
  state: 'Saved',
};

describe('c-mapping-list', () => {
  beforeEach(() => jest.resetAllMocks());

  it('groups mappings by direction, with state, reason and what to do', async () => {
    const mounted = await page();
    expect(mounted.all('h3').map((each) => each.textContent)).toEqual([
      'Sync display fields',
      'Sync override fields',
      'Sync metrics',
    ]);
    const [override, metric] = mounted.all('tbody tr').map((each) => each.textContent);
    expect(override).toMatch(
      /Override Internal Seat Count.*Seats__c.*The field is read-only\.Grant edit access\./s,
    );
    expect(metric).toMatch(/MAU, combined/);
    expect(mounted.text).toMatch(/Last results are from RUN-000007, finished Nov 24, 2026/);
    await expect(mounted.element).toBeAccessible();
  });

  it('shows what a mapping would do, from its row; not of a removed one', async () => {
    const mounted = await page();
    const open = jest.spyOn(MappingPreviewDialog, 'open').mockResolvedValue(undefined);
    expect(mounted.all('lightning-button[data-name]')).toHaveLength(2);
    mounted.get('lightning-button[data-name="Metric_MAU"]').dispatchEvent(new CustomEvent('click'));
    await settled();
    expect(open).toHaveBeenCalledWith(expect.objectContaining({ mapping: mau }));
  });

  it('shows removed mappings on demand', async () => {
    const mounted = await page();
    expect(mounted.text).not.toMatch(/Old__c/);
    await mounted.send('lightning-input', 'change', { checked: true });
    expect(mounted.text).toMatch(/Old__c/);
  });

  it('says what to do next where there is nothing yet', async () => {
    const groups = ['Display', 'Overrides', 'Metrics'].map((key) => ({ key, mappings: [] }));
    const mounted = await page(list({ groups }));
    expect(mounted.property('c-empty-state', 'heading')).toBe('Nothing is synced yet');
    await expect(mounted.element).toBeAccessible();
    const viewed = await page(list({ groups, canManage: false }));
    expect(viewed.property('c-empty-state', 'text')).toMatch(
      /permission set ISVapp Sync Administrator/,
    );
    expect(viewed.find('lightning-button')).toBeNull();
  });

  it('says why there is no list, and tries again', async () => {
    apex(getMappings).mockRejectedValueOnce({ body: { message: 'No access to the class.' } });
    const mounted = new Mounted('c-mapping-list', MappingList);
    await settled();
    expect(mounted.property('c-load-state', 'error')).toBe('No access to the class.');
    apex(getMappings).mockResolvedValue(list());
    await mounted.send('c-load-state', 'retry');
    expect(mounted.property('c-load-state', 'error')).toBeUndefined();
  });

  it('pauses, shows that it is being saved, and reads anew', async () => {
    apex(pauseMapping).mockResolvedValue({ ...saved, state: 'Saving' });
    let answer: (change: object) => void = () => undefined;
    apex(getChange).mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const mounted = await page();
    await choose(mounted, 'Metric_MAU', 'pause');
    expect(pauseMapping).toHaveBeenCalledWith({ developerName: 'Metric_MAU' });
    expect(
      mounted.all('c-status-text').map((each) => (each as unknown as { text: string }).text),
    ).toEqual(['Paused', 'Saving']);
    const menu = mounted.all('lightning-button-menu')[1] as unknown as { disabled?: boolean };
    expect([menu.disabled, inMenu(mounted, false)]).toEqual([undefined, ['preview', 'history']]);
    answer({ ...saved, developerName: 'Metric_MAU' });
    await settled();
    expect(inMenu(mounted, true)).toEqual([]);
    expect(mounted.property('c-notice', 'message')).toBe('Saved: Pause, MAU → MAU.');
    expect(getMappings).toHaveBeenCalledTimes(2);
  });

  it('tells what became of each of two changes that are saved at once', async () => {
    const second = { ...mau, developerName: 'Metric_WAU', label: 'WAU' };
    apex(pauseMapping).mockImplementation((input: unknown) => {
      const { developerName } = input as { developerName: string };
      return Promise.resolve({ ...saved, changeId: developerName, developerName, state: 'Saving' });
    });
    const answers: Record<string, (change: object) => void> = {};
    apex(getChange).mockImplementation((input: unknown) => {
      const { changeId } = input as { changeId: string };
      return new Promise((resolve) => (answers[changeId] = resolve));
    });
    const mounted = await page(list({ groups: [{ key: 'Metrics', mappings: [mau, second] }] }));
    const states = (): string[] =>
      mounted.all('c-status-text').map((each) => (each as unknown as { text: string }).text);
    await choose(mounted, 'Metric_MAU', 'pause');
    await choose(mounted, 'Metric_WAU', 'pause');
    expect(states()).toEqual(['Saving', 'Saving']);
    answers.Metric_WAU?.({ ...saved, developerName: 'Metric_WAU', label: 'WAU' });
    await settled();
    expect(states()).toEqual(['Saving', 'Active']);
    answers.Metric_MAU?.({
      ...saved,
      developerName: 'Metric_MAU',
      state: 'Failed',
      message: 'No such field.',
    });
    await settled();
    expect(states()).toEqual(['Active', 'Active']);
    expect(mounted.property('c-notice', 'advice')).toBe('No such field.');
  });

  it('says why a change was not saved', async () => {
    apex(pauseMapping).mockRejectedValue({ body: { message: 'Customize Application is needed.' } });
    const mounted = await page();
    await choose(mounted, 'Metric_MAU', 'pause');
    expect(mounted.property('c-notice', 'message')).toBe('Customize Application is needed.');
    apex(pauseMapping).mockResolvedValue(saved);
    apex(getChange).mockResolvedValue({
      ...saved,
      state: 'Failed',
      message: 'Turn the setting on.',
    });
    await choose(mounted, 'Metric_MAU', 'pause');
    expect(mounted.property('c-notice', 'advice')).toBe('Turn the setting on.');
  });

  it('asks before it removes, and clears values when told to', async () => {
    const open = jest
      .spyOn(RemoveMappingDialog, 'open')
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce('clear');
    apex(removeMapping).mockResolvedValue(saved);
    apex(getChange).mockResolvedValue(saved);
    const mounted = await page();
    await choose(mounted, 'Metric_MAU', 'remove');
    expect(removeMapping).not.toHaveBeenCalled();
    await choose(mounted, 'Metric_MAU', 'remove');
    expect(open).toHaveBeenLastCalledWith(expect.objectContaining({ mapping: mau }));
    expect(removeMapping).toHaveBeenCalledWith({ developerName: 'Metric_MAU', clearValues: true });
  });

  it('goes on waiting for what the wizard was closed upon', async () => {
    const change = { ...saved, developerName: 'Metric_MAU', state: 'Saving' };
    jest.spyOn(FieldWizard, 'open').mockResolvedValueOnce(change);
    apex(getChange).mockResolvedValue({ ...change, state: 'Failed', message: 'No such field.' });
    const mounted = await page();
    await choose(mounted, 'Metric_MAU', 'edit');
    await settled();
    expect(mounted.property('c-notice', 'advice')).toBe('No such field.');
  });

  it('opens the wizard for a new one and for one to edit, and the history', async () => {
    const open = jest
      .spyOn(FieldWizard, 'open')
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce(saved);
    const history = jest.spyOn(MappingHistory, 'open').mockResolvedValue(undefined);
    const mounted = await page();
    await mounted.press('Add field');
    expect(open).toHaveBeenLastCalledWith(
      expect.objectContaining({ mapping: undefined, others: [gone, seats, mau] }),
    );
    await choose(mounted, 'Metric_MAU', 'edit');
    expect(open).toHaveBeenLastCalledWith(expect.objectContaining({ mapping: mau }));
    expect(mounted.property('c-notice', 'variant')).toBe('success');
    await choose(mounted, 'Seats', 'history');
    expect(history).toHaveBeenCalledWith(expect.objectContaining({ developerName: 'Seats' }));
  });
});
