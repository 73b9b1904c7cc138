import getPreview from '@salesforce/apex/MappingPreviewController.getPreview';
import MappingPreviewDialog from 'c/mappingPreviewDialog';
import { apex, Mounted } from 'testing/component';

it('c-mapping-preview-dialog previews the mapping as it is saved', async () => {
  apex(getPreview).mockResolvedValue({ rows: [] });
  const mapping = {
    developerName: 'Seats',
    label: 'Seats',
    kind: 'InternalSeats',
    kindLabel: 'x',
    accountField: 'Seats__c',
  };
  const dialog = new Mounted('c-mapping-preview-dialog', MappingPreviewDialog, { mapping });
  const closed = dialog.heard('close');
  expect(dialog.property('lightning-modal-header', 'label')).toBe('Values of Seats');
  expect(dialog.property('c-mapping-preview', 'mapping')).toMatchObject({
    developerName: 'Seats',
    accountField: 'Seats__c',
  });
  await dialog.press('Close');
  expect(closed).toHaveLength(1);
  await expect(dialog.element).toBeAccessible();
});
