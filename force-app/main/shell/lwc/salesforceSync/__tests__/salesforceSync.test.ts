import getMappings from '@salesforce/apex/FieldMappingController.getMappings';
import getSettings from '@salesforce/apex/SyncSettingsController.getSettings';
import getLostConnection from '@salesforce/apex/SyncConnectionController.getLostConnection';
import SalesforceSync from 'c/salesforceSync';
import { apex, Mounted, settled } from 'testing/component';

it('c-salesforce-sync has the mappings and the settings, and says where the connection is lost', async () => {
  apex(getMappings).mockResolvedValue({ canManage: true, groups: [] });
  apex(getSettings).mockRejectedValue({ body: { message: 'No access.' } });
  apex(getLostConnection).mockResolvedValue({ message: 'The user is inactive.' });
  const page = new Mounted('c-salesforce-sync', SalesforceSync);
  await settled();
  expect(page.get('h1').textContent).toBe('Salesforce Sync');
  page.get('c-connection-state');
  page.get('c-mapping-list');
  page.get('c-sync-settings');
  await expect(page.element).toBeAccessible();
});
