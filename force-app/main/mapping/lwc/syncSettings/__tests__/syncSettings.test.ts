import getChange from '@salesforce/apex/FieldMappingController.getChange';
import getSettings from '@salesforce/apex/SyncSettingsController.getSettings';
import saveSettings from '@salesforce/apex/SyncSettingsController.saveSettings';
import SyncSettings from 'c/syncSettings';
import { apex, Mounted, settled } from 'testing/component';

const settings = {
  licensingPolicy: 'active',
  accountScope: 'licensed_accounts',
  engagementWindow: 'calendar',
  seatAggregation: 'max',
  dailyStart: '23:30',
  timeZone: 'UTC',
  apiReservePercent: 10,
  massChangeBrakePercent: 20,
  externalAccessEnabled: false,
  excludeAutomation: false,
  logRetentionDays: 90,
};
const choices = [
  { value: 'active', label: 'Active' },
  { value: 'any_record', label: 'Any record' },
];
const answer = (canManage = true) => ({
  canManage,
  settings,
  licensingPolicies: choices,
  accountScopes: choices,
  engagementWindows: choices,
  seatAggregations: choices,
});

async function page(canManage = true, isValid = true): Promise<Mounted> {
  apex(getSettings).mockResolvedValue(answer(canManage));
  const mounted = new Mounted('c-sync-settings', SyncSettings);
  await settled();
  for (const input of mounted.all('lightning-input'))
    Object.assign(input, { reportValidity: () => isValid });
  return mounted;
}
const isDisabled = (mounted: Mounted, label: string) =>
  (mounted.labelled(label) as unknown as { disabled: boolean }).disabled;
const change = (mounted: Mounted, name: string, detail: object) =>
  mounted.send(`[data-name="${name}"]`, 'change', detail);

describe('c-sync-settings', () => {
  beforeEach(() => jest.resetAllMocks());

  it('shows every setting with its effect', async () => {
    const mounted = await page();
    const shown = mounted.all('[data-name]').map((each) => each.dataset.name);
    expect(shown.sort()).toEqual(Object.keys(settings).sort());
    expect(mounted.all('[data-name] + p').every((each) => each.textContent.length > 20)).toBe(true);
    expect(isDisabled(mounted, 'Save settings')).toBe(true);
    await expect(mounted.element).toBeAccessible();
  });

  it('saves all at once, as the types that Apex takes', async () => {
    const saving = { changeId: '1', state: 'Saving' };
    apex(saveSettings).mockResolvedValue(saving);
    apex(getChange).mockResolvedValue({ ...saving, state: 'Saved' });
    const mounted = await page();
    await change(mounted, 'licensingPolicy', { value: 'any_record' });
    await change(mounted, 'externalAccessEnabled', { checked: true });
    await change(mounted, 'apiReservePercent', { value: '0' });
    await change(mounted, 'logRetentionDays', { value: '' });
    await mounted.press('Save settings');
    await settled();
    expect(saveSettings).toHaveBeenCalledWith({
      settings: {
        ...settings,
        licensingPolicy: 'any_record',
        externalAccessEnabled: true,
        apiReservePercent: 0,
        logRetentionDays: null,
      },
      earlier: settings,
    });
    expect(mounted.property('c-notice', 'variant')).toBe('success');
  });

  it('says why they were not saved, and keeps what was typed', async () => {
    apex(saveSettings).mockRejectedValue({ body: { message: 'No such time zone.' } });
    const mounted = await page();
    await change(mounted, 'timeZone', { value: 'Mars' });
    await mounted.press('Save settings');
    expect(mounted.property('c-notice', 'advice')).toBe('No such time zone.');
    expect(mounted.property('[data-name="timeZone"]', 'value')).toBe('Mars');
    await mounted.press('Undo changes');
    expect(mounted.property('[data-name="timeZone"]', 'value')).toBe('UTC');
  });

  it('does not save what is marked as wrong', async () => {
    const mounted = await page(true, false);
    await change(mounted, 'dailyStart', { value: '25:00' });
    await mounted.press('Save settings');
    expect(saveSettings).not.toHaveBeenCalled();
    expect(mounted.property('c-notice', 'message')).toMatch(/Correct the marked/);
  });

  it('shows them to who may not change them, and says who can', async () => {
    const mounted = await page(false);
    expect(mounted.property('c-notice', 'message')).toMatch(/ISVapp Sync Administrator/);
    expect(mounted.property('[data-name="timeZone"]', 'disabled')).toBe(true);
    expect(mounted.find('lightning-button')).toBeNull();
  });
});
