import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/domain/settings.ts';
import { customMetadataPackage, mappingPackage } from './isv-metadata.ts';
import { seededOrg } from './seeded-org.ts';

const monthly = { name: 'Monthly', kind: 'Metric', field: 'MAU__c', metricKey: 'engagement.mau' };

describe('the set-up of an org', () => {
  it('is read as the administrator saved it, with the connection, in one call', async () => {
    await using acme = await seededOrg();
    acme.deploy(
      mappingPackage([
        monthly,
        { name: 'Notes', kind: 'DisplayField', field: 'SupportNotes__c', isActive: false },
      ]),
    );
    const { connection, setup } = acme.open();
    await connection.connect();
    const { mappings, settings, accountFields } = await setup.readSetup();
    expect(connection.requestCount()).toBe(1);
    expect(acme.running.apiUsage.used).toBe(1);
    expect(mappings).toEqual([
      {
        name: 'Monthly',
        label: 'Monthly',
        kind: 'Metric',
        object: 'Account',
        field: 'MAU__c',
        metricKey: 'engagement.mau',
        isActive: true,
      },
      expect.objectContaining({ name: 'Notes', kind: 'DisplayField', isActive: false }),
    ]);
    expect(settings).toEqual(defaultSettings);
    const fieldOf = (name: string) => accountFields.find((field) => field.name === name);
    expect(fieldOf('MAU__c')).toMatchObject({
      type: 'double',
      updateable: true,
      precision: 18,
      scale: 0,
    });
    expect(fieldOf('SeatsFromContracts__c')).toMatchObject({ calculated: true, updateable: false });
    expect(fieldOf('NumberOfEmployees')).toBeUndefined();
  });

  it('follows what an administrator changes between two runs', async () => {
    await using acme = await seededOrg();
    acme.deploy(mappingPackage([monthly]));
    const { connection, setup } = acme.open();
    await connection.connect();
    await setup.readSetup();
    acme.org.renameField('Account', 'MAU__c', 'MonthlyUsers__c');
    acme.deploy(
      customMetadataPackage([
        {
          name: 'SyncSettings.Default',
          label: 'Default',
          values: {
            LicensingPolicy__c: ['string', 'any_record'],
            ApiReservePercent__c: ['double', '0'],
            ExternalAccessEnabled__c: ['boolean', 'true'],
          },
        },
      ]),
    );
    const { mappings, settings, accountFields } = await setup.readSetup();
    expect(settings).toMatchObject({
      licensingPolicy: 'any_record',
      apiReservePercent: 0,
      externalAccessEnabled: true,
    });
    expect(mappings[0]?.field).toBe('MonthlyUsers__c');
    expect(accountFields.some(({ name }) => name === 'MonthlyUsers__c')).toBe(true);
  });

  it('tells a deleted field by null, and a hidden one by its absence', async () => {
    await using acme = await seededOrg();
    acme.deploy(mappingPackage([monthly]));
    acme.restrict([
      { field: 'Account.WAU__c', access: 'hidden' },
      { field: 'Account.DAU__c', access: 'read-only' },
    ]);
    acme.org.deleteField('Account', 'MAU__c');
    const { mappings, accountFields } = await acme.open().setup.readSetup();
    expect(mappings[0]?.field).toBeNull();
    expect(accountFields.some(({ name }) => name === 'WAU__c')).toBe(false);
    expect(accountFields.find(({ name }) => name === 'DAU__c')?.updateable).toBe(false);
  });

  it('is found without being told the namespace', async () => {
    await using acme = await seededOrg();
    acme.deploy(mappingPackage([monthly]));
    const { setup } = acme.open({ packageNamespace: undefined });
    expect((await setup.readSetup()).mappings).toHaveLength(1);
  });

  it('is refused to a connector that is pinned to another organization', async () => {
    await using acme = await seededOrg();
    const { connection } = acme.open({ expectedOrganizationId: '00D5g000009ZzzZEAS' });
    await expect(connection.connect()).rejects.toMatchObject({
      kind: 'connection',
      code: 'WRONG_ORGANIZATION',
    });
    expect(acme.running.apiUsage.used).toBe(0);
  });

  it('is refused to a key that the org does not know', async () => {
    await using acme = await seededOrg();
    await using other = await seededOrg();
    const { connection } = acme.open({
      auth: {
        kind: 'jwt',
        clientId: acme.running.client.clientId,
        username: 'integration@acme.example',
        privateKeyPem: other.running.client.privateKey,
      },
    });
    await expect(connection.connect()).rejects.toMatchObject({
      kind: 'connection',
      message: expect.stringMatching(/External Client App/) as string,
    });
  });

  it('is read with client credentials as well', async () => {
    await using acme = await seededOrg();
    const { clientId, clientSecret } = acme.running.client;
    const { connection } = acme.open({
      auth: { kind: 'client-credentials', clientId, clientSecret },
    });
    await expect(connection.connect()).resolves.toMatchObject({ name: 'Acme' });
  });
});
