import RemoveMappingDialog from 'c/removeMappingDialog';
import { Mounted } from 'testing/component';

const mapping = {
  developerName: 'Metric_MAU',
  label: 'MAU',
  kind: 'Metric',
  accountField: 'MAU__c',
  accountFieldLabel: 'MAU',
};
const dialog = (changes: object = {}) =>
  new Mounted('c-remove-mapping-dialog', RemoveMappingDialog, {
    mapping: { ...mapping, ...changes },
  });

describe('c-remove-mapping-dialog', () => {
  it('leaves values as they are unless told to clear them', async () => {
    const mounted = dialog();
    const closed = mounted.heard('close');
    expect(mounted.property('lightning-radio-group', 'label')).toBe(
      'What happens with the values in MAU?',
    );
    await mounted.press('Remove');
    await mounted.send('lightning-radio-group', 'change', { value: 'clear' });
    await mounted.press('Remove');
    await mounted.press('Cancel');
    expect(closed).toEqual(['leave', 'clear', null]);
    await expect(mounted.element).toBeAccessible();
  });

  it('asks nothing about values where the mapping only reads', () => {
    expect(dialog({ kind: 'DisplayField' }).find('lightning-radio-group')).toBeNull();
  });
});
