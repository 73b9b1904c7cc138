import getFields from '@salesforce/apex/AccountFieldController.getFields';
import type { FieldItem } from 'apex/AccountFieldController';
import type { Choice } from 'c/choiceList';
import FieldPicker from 'c/fieldPicker';
import { apex, Mounted, settled } from 'testing/component';

function field(changes: Partial<FieldItem>): FieldItem {
  return {
    apiName: 'MAU__c',
    label: 'MAU',
    dataType: 'double',
    length: 0,
    precision: 18,
    scale: 0,
    isCustom: true,
    isFormula: false,
    isEncrypted: false,
    isRequired: false,
    isUnique: false,
    isExternalId: false,
    isRestrictedPicklist: false,
    isVisibleToConnector: true,
    isEditableByConnector: true,
    mappedBy: [],
    suitability: 'Lossless',
    ...changes,
  };
}

const fields = [
  field({
    apiName: 'Score__c',
    label: 'Score',
    precision: 3,
    scale: 0,
    suitability: 'Lossy',
    reason: 'takes 3 digits',
    mappedBy: [{ developerName: 'x', label: 'Old', kindLabel: 'Metric' }],
  }),
  field({
    apiName: 'Name',
    label: 'Account Name',
    dataType: 'email',
    length: 255,
    precision: 0,
    isRequired: true,
    isUnique: true,
    isEncrypted: true,
    suitability: 'Impossible',
    reason: 'no Number field',
  }),
  field({}),
  field({
    apiName: 'Sum__c',
    label: 'Sum',
    isFormula: true,
    isEditableByConnector: false,
    isVisibleToConnector: false,
    suitability: 'Impossible',
    reason: 'formula',
  }),
];

async function picker(connectorUserCount = 1): Promise<Mounted> {
  apex(getFields).mockResolvedValue({ connectorUserCount, fields });
  const mounted = new Mounted('c-field-picker', FieldPicker, {
    kind: 'Metric',
    developerName: null,
  });
  await settled();
  return mounted;
}

const choices = (mounted: Mounted): Choice[] =>
  mounted.property('c-choice-list', 'choices') as Choice[];
const showAll = (mounted: Mounted) =>
  mounted.send(
    mounted.labelled("Show fields that can't be picked, with the reason", 'lightning-input'),
    'change',
    { checked: true },
  );
const type = (mounted: Mounted, value: string) =>
  mounted.send('lightning-input[type="search"], lightning-input', 'change', { value });

describe('c-field-picker', () => {
  it('offers what can be picked, the lossy with what is lost', async () => {
    const mounted = await picker();
    expect(getFields).toHaveBeenCalledWith({ kind: 'Metric', developerName: null });
    expect(choices(mounted)).toEqual([
      {
        value: 'MAU__c',
        label: 'MAU',
        detail: 'MAU__c',
        badges: ['Number (18, 0)'],
        isDisabled: false,
      },
      {
        value: 'Score__c',
        label: 'Score',
        detail: 'Score__c',
        badges: ['Number (3, 0)', 'With a loss', 'Mapped: Old'],
        note: 'Takes 3 digits',
        isDisabled: false,
      },
    ]);
    expect(mounted.get('[role="status"]').textContent).toBe('2 of 4 fields');
    await expect(mounted.element).toBeAccessible();
  });

  it('shows what can not be picked on demand, with the reason and every badge', async () => {
    const mounted = await picker();
    await showAll(mounted);
    expect(choices(mounted).slice(2)).toMatchObject([
      {
        badges: ['Email', 'Encrypted', 'Required', 'Unique', 'Length 255'],
        note: 'No Number field',
        isDisabled: true,
      },
      {
        badges: ['Number (18, 0)', 'Formula', 'Not visible to the integration user'],
        isDisabled: true,
      },
    ]);
  });

  it('searches labels and API names', async () => {
    const mounted = await picker();
    await type(mounted, 'score__C');
    expect(choices(mounted).map(({ value }) => value)).toEqual(['Score__c']);
    await type(mounted, 'golf');
    expect(mounted.find('c-choice-list')).toBeNull();
    expect(mounted.get('[role="status"]').textContent).toMatch(/"golf"/);
  });

  it('tells which field was picked', async () => {
    const mounted = await picker();
    const picked = mounted.heard('pick');
    await mounted.send('c-choice-list', 'choose', 'Score__c');
    expect(picked).toEqual([fields[0]]);
  });

  it('warns where there is no integration user to judge access by', async () => {
    expect((await picker(0)).property('c-notice', 'variant')).toBe('warning');
  });

  it('says why there is no list', async () => {
    apex(getFields).mockRejectedValue({ body: { message: 'No access.' } });
    const mounted = new Mounted('c-field-picker', FieldPicker, { kind: 'Metric' });
    await settled();
    expect(mounted.property('c-load-state', 'error')).toBe('No access.');
  });
});
