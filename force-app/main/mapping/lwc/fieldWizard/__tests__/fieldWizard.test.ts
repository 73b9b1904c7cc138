import checkMapping from '@salesforce/apex/FieldMappingController.checkMapping';
import getChange from '@salesforce/apex/FieldMappingController.getChange';
import saveMapping from '@salesforce/apex/FieldMappingController.saveMapping';
import FieldWizard from 'c/fieldWizard';
import { apex, focused, Mounted, settled } from 'testing/component';

const field = { apiName: 'MAU__c', label: 'MAU', suitability: 'Lossless' };
const saving = { changeId: 'a00000000000001AAA', state: 'Saving' };
const metric = { key: 'engagement.mau', label: 'MAU, combined' };

const wizard = (properties: object = {}): Mounted =>
  new Mounted('c-field-wizard', FieldWizard, properties);
const step = (mounted: Mounted): unknown =>
  mounted.property('lightning-progress-indicator', 'currentStep');

async function toReview(mounted: Mounted): Promise<void> {
  await mounted.send('c-choice-list', 'choose', 'metric');
  await mounted.press('Next');
  await mounted.send('c-metric-picker', 'pick', metric);
  await mounted.press('Next');
  await mounted.send('c-field-picker', 'pick', field);
  await mounted.press('Next');
  await mounted.press('Next');
}

const input = {
  developerName: null,
  earlierContent: null,
  kind: 'Metric',
  accountField: 'MAU__c',
  metricKey: 'engagement.mau',
  description: null,
  isLossAccepted: false,
};

describe('c-field-wizard', () => {
  beforeEach(() => {
    jest.resetAllMocks();
    apex(checkMapping).mockResolvedValue({ problems: [], warnings: [] });
  });

  it('asks step by step, and saves nothing before the last', async () => {
    const mounted = wizard();
    await expect(mounted.element).toBeAccessible();
    await toReview(mounted);
    expect(step(mounted)).toBe('review');
    expect(checkMapping).toHaveBeenCalledWith({ input });
    expect(saveMapping).not.toHaveBeenCalled();
    expect(mounted.all('dd').map((each) => each.textContent)).toEqual([
      'Metric',
      'MAU, combined',
      'MAU (MAU__c)',
      'ISVapp to Salesforce: writes with each run',
    ]);
    await expect(mounted.element).toBeAccessible();
  });

  it('does not go on before something is chosen, and says so', async () => {
    const mounted = wizard();
    await mounted.press('Next');
    expect(step(mounted)).toBe('kind');
    expect(mounted.property('c-notice', 'message')).toMatch(/Choose one/);
    const [radio] = mounted.get('c-choice-list').shadowRoot?.querySelectorAll('input') ?? [];
    expect(radio).toBeTruthy();
    expect(focused()).toBe(radio);
    radio?.blur();
    await mounted.press('Next');
    expect(focused()).toBe(radio);
  });

  it('takes the focus to the name of the step, on and back', async () => {
    const mounted = wizard();
    await mounted.send('c-choice-list', 'choose', 'metric');
    expect(focused()).toBe(document.body);
    await mounted.press('Next');
    expect(focused()).toBe(mounted.get('h2'));
    expect(mounted.get('h2').textContent).toBe('Step 2 of 5: What');
    mounted.get('h2').blur();
    await mounted.press('Back');
    expect(focused()).toBe(mounted.get('h2'));
    expect(mounted.get('h2').textContent).toBe('Step 1 of 5: Direction');
  });

  it('asks for consent to a loss', async () => {
    const mounted = wizard();
    await mounted.send('c-choice-list', 'choose', 'display');
    await mounted.press('Next');
    await mounted.send('c-field-picker', 'pick', {
      ...field,
      suitability: 'Lossy',
      reason: 'it is masked',
    });
    expect(mounted.property('lightning-input', 'label')).toBe('I accept the loss: it is masked');
    await mounted.press('Next');
    expect(step(mounted)).toBe('field');
    await mounted.send('lightning-input', 'change', { checked: true });
    await mounted.press('Next');
    expect(step(mounted)).toBe('preview');
  });

  it('goes back without losing what was chosen, and forgets it when the direction changes', async () => {
    const mounted = wizard();
    await toReview(mounted);
    await mounted.press('Back');
    await mounted.press('Back');
    expect(mounted.property('c-field-picker', 'value')).toBe('MAU__c');
    await mounted.press('Back');
    await mounted.press('Back');
    await mounted.send('c-choice-list', 'choose', 'display');
    await mounted.press('Next');
    expect(mounted.property('c-field-picker', 'value')).toBeNull();
  });

  it('saves, waits for the deployment, and closes with the change', async () => {
    const saved = { ...saving, state: 'Saved' };
    apex(saveMapping).mockResolvedValue(saving);
    apex(getChange).mockResolvedValue(saved);
    const mounted = wizard();
    const closed = mounted.heard('close');
    await toReview(mounted);
    await mounted.send('lightning-textarea', 'change', { value: 'For renewals' });
    await mounted.press('Save');
    await settled();
    expect(saveMapping).toHaveBeenCalledWith({ input: { ...input, description: 'For renewals' } });
    expect(closed).toEqual([saved]);
  });

  it('can be closed while it is saved, and tells what is', async () => {
    let take: (change: object) => void = () => undefined;
    apex(saveMapping).mockReturnValue(new Promise((resolve) => (take = resolve)));
    apex(getChange).mockResolvedValue(saving);
    const mounted = wizard();
    const closed = mounted.heard('close');
    await toReview(mounted);
    await mounted.press('Save');
    expect((mounted.labelled('Cancel') as unknown as { disabled: boolean }).disabled).toBe(true);
    take(saving);
    await settled();
    await mounted.press('Close');
    expect(closed).toEqual([saving]);
  });

  it('stays open and says why, when saving fails', async () => {
    apex(saveMapping).mockResolvedValue(saving);
    apex(getChange).mockResolvedValue({
      ...saving,
      state: 'Failed',
      message: 'Turn the setting on.',
    });
    const mounted = wizard();
    const closed = mounted.heard('close');
    await toReview(mounted);
    await mounted.press('Save');
    await settled();
    expect(mounted.property('c-notice', 'message')).toBe('Turn the setting on.');
    expect(focused()).toBe(mounted.get('c-notice').shadowRoot?.querySelector('[role="alert"]'));
    expect(closed).toEqual([]);
    expect((mounted.labelled('Save') as unknown as { disabled: boolean }).disabled).toBe(false);
  });

  it('shows what the check refuses and warns of, and does not save then', async () => {
    apex(checkMapping).mockResolvedValue({ problems: ['Taken.'], warnings: ['Twice.'] });
    const mounted = wizard();
    await toReview(mounted);
    const notices = mounted.all('c-notice') as unknown as { message: string; variant: string }[];
    expect(notices.map(({ message, variant }) => [message, variant])).toEqual([
      ['Taken.', 'error'],
      ['Twice.', 'warning'],
    ]);
    expect((mounted.labelled('Save') as unknown as { disabled: boolean }).disabled).toBe(true);
  });

  it('edits with what is saved, and keeps the kind', async () => {
    const mapping = {
      developerName: 'Seats',
      label: 'Seats',
      kind: 'InternalSeats',
      kindLabel: 'Override Internal Seat Count',
      accountField: 'Seats__c',
      accountFieldLabel: 'Seats',
      state: 'Active',
    };
    const mounted = wizard({ mapping, others: [mapping] });
    await settled();
    expect(step(mounted)).toBe('field');
    expect(mounted.property('c-field-picker', 'developerName')).toBe('Seats');
    expect(mounted.property('c-field-picker', 'value')).toBe('Seats__c');
  });
});
