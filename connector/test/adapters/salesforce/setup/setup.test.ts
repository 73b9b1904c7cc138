import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../src/domain/settings.ts';
import {
  collected,
  compositeReply,
  errorBody,
  organizationId,
  scriptedOrg,
  subRequestsOf,
  type Reply,
} from '../scripted-org.ts';
import { defaultOrganization, setUpAnswer, type SetUp } from './set-up.ts';

const setUpOrg = (setUp: SetUp) =>
  scriptedOrg((request) => compositeReply(request, (sub) => setUpAnswer(sub, setUp)));

const mapping = (more: object = {}) => ({
  DeveloperName: 'Monthly_users',
  MasterLabel: 'Monthly users',
  Kind__c: 'Metric',
  Object__r: { QualifiedApiName: 'Account' },
  AccountField__r: { QualifiedApiName: 'MAU__c' },
  MetricKey__c: 'engagement.mau',
  IsActive__c: true,
  ...more,
});

describe('connecting', () => {
  it('tells which organization it is, in one call with all that a run needs at its start', async () => {
    await using org = await setUpOrg({ mappings: [mapping()] });
    const { connection, setup } = org.open({ expectedOrganizationId: organizationId.slice(0, 15) });
    expect(await connection.connect()).toEqual({
      organizationId,
      name: 'Acme',
      instanceUrl: org.url,
      isSandbox: false,
      timeZone: 'Europe/Berlin',
    });
    expect((await setup.readSetup()).mappings).toHaveLength(1);
    expect(org.requests).toHaveLength(1);
    expect(connection.requestCount()).toBe(1);
  });

  it('asks for no more queries than a Composite call takes', async () => {
    await using org = await setUpOrg({});
    await org.open().connection.connect();
    const subs = org.requests[0] ? subRequestsOf(org.requests[0]) : [];
    expect(subs.filter(({ url }) => url.startsWith('/query'))).toHaveLength(5);
    expect(subs.length).toBeLessThanOrEqual(25);
  });

  it('refuses an address that answers as another organization than it signed in to', async () => {
    await using org = await setUpOrg({
      organization: { Id: '00D5g000009ZzzZEAS', Name: 'Other', IsSandbox: false },
    });
    await expect(org.open().connection.connect()).rejects.toMatchObject({
      kind: 'connection',
      code: 'WRONG_ORGANIZATION',
    });
  });

  it.each(['Mars/Olympus_Mons', null])(
    'refuses the time zone %s rather than taking another for it',
    async (TimeZoneSidKey) => {
      await using org = await setUpOrg({
        organization: { ...defaultOrganization, TimeZoneSidKey },
      });
      await expect(org.open().connection.connect()).rejects.toMatchObject({
        kind: 'request',
        code: 'UNKNOWN_TIME_ZONE',
        message: expect.stringMatching(/Company Information/) as string,
      });
    },
  );

  it('works where the License Management App is missing, which only reading licences tells', async () => {
    await using org = await setUpOrg({ fields: { sfLma__License__c: null } });
    const { connection, licenses } = org.open();
    await connection.connect();
    await expect(collected(licenses.readLicenses())).rejects.toMatchObject({
      kind: 'permission',
      code: 'LICENSES_NOT_VISIBLE',
      message: expect.stringMatching(/sfLma__License__c.*administrator/) as string,
    });
  });
});

describe('reading the set-up', () => {
  it('gives mappings as they are, a field that no longer exists as null', async () => {
    await using org = await setUpOrg({
      mappings: [
        mapping(),
        mapping({ DeveloperName: 'Gone', AccountField__r: null, IsActive__c: false }),
        mapping({ DeveloperName: 'Segment', Kind__c: 'DisplayField', MetricKey__c: null }),
      ],
    });
    const { mappings } = await org.open().setup.readSetup();
    expect(mappings).toEqual([
      {
        name: 'Monthly_users',
        label: 'Monthly users',
        kind: 'Metric',
        object: 'Account',
        field: 'MAU__c',
        metricKey: 'engagement.mau',
        isActive: true,
      },
      expect.objectContaining({ name: 'Gone', field: null, isActive: false }),
      expect.objectContaining({ name: 'Segment', kind: 'DisplayField', metricKey: null }),
    ]);
  });

  it('asks anew the second time, so that a later run sees what was changed', async () => {
    const mappings = [mapping()];
    await using org = await setUpOrg({ mappings });
    const { connection, setup } = org.open();
    await connection.connect();
    await setup.readSetup();
    mappings.push(mapping({ DeveloperName: 'Second' }));
    expect((await setup.readSetup()).mappings).toHaveLength(2);
    expect(org.requests).toHaveLength(2);
  });

  it('takes the defaults where the organization has no settings', async () => {
    await using org = await setUpOrg({});
    expect((await org.open().setup.readSetup()).settings).toEqual(defaultSettings);
  });

  it('takes what is set, 0 and false included, and the defaults for what is blank', async () => {
    await using org = await setUpOrg({
      settings: [
        {
          LicensingPolicy__c: 'any_record',
          AccountScope__c: 'all_accounts',
          EngagementWindow__c: 'rolling',
          SeatAggregation__c: 'sum',
          ApiReservePercent__c: 0,
          MassChangeBrakePercent__c: 100,
          ExternalAccessEnabled__c: true,
          ExcludeAutomation__c: false,
          LogRetentionDays__c: null,
        },
      ],
    });
    expect((await org.open().setup.readSetup()).settings).toEqual({
      licensingPolicy: 'any_record',
      accountScope: 'all_accounts',
      engagementWindow: 'rolling',
      seatAggregation: 'sum',
      apiReservePercent: 0,
      massChangeBrakePercent: 100,
      externalAccessEnabled: true,
      excludeAutomation: false,
      logRetentionDays: 90,
    });
  });

  it.each([
    [
      { LicensingPolicy__c: 'everything' },
      /LicensingPolicy__c is "everything"; possible are: active,/,
    ],
    [{ ApiReservePercent__c: 101 }, /ApiReservePercent__c is 101/],
    [{ MassChangeBrakePercent__c: -1 }, /MassChangeBrakePercent__c is -1/],
  ])('refuses the setting %j', async (settings, message) => {
    await using org = await setUpOrg({ settings: [settings] });
    await expect(org.open().setup.readSetup()).rejects.toMatchObject({
      code: 'INVALID_SETTING',
      message: expect.stringMatching(message) as string,
    });
  });

  it('refuses a mapping of a kind it does not know', async () => {
    await using org = await setUpOrg({ mappings: [mapping({ Kind__c: 'Forecast' })] });
    await expect(org.open().setup.readSetup()).rejects.toMatchObject({ code: 'UNKNOWN_KIND' });
  });

  it('says which object is missing where the package is', async () => {
    const invalidType = errorBody(
      'INVALID_TYPE',
      "sObject type 'FieldMapping__mdt' is not supported.",
    );
    await using org = await scriptedOrg((request) =>
      compositeReply(request, (sub) =>
        sub.url.includes('FieldMapping__mdt')
          ? { status: 400, body: invalidType }
          : setUpAnswer(sub, {}),
      ),
    );
    await expect(org.open().setup.readSetup()).rejects.toMatchObject({
      kind: 'permission',
      message: expect.stringMatching(/FieldMapping__mdt.*IsvappConnector/) as string,
    });
  });
});

describe('the namespace of the package', () => {
  const objects = (...names: string[]): Reply => ({
    json: { sobjects: names.map((name) => ({ name })) },
  });
  const globalOrg = (global: Reply, setUp: SetUp = {}) =>
    scriptedOrg((request) =>
      request.path.endsWith('/sobjects')
        ? global
        : compositeReply(request, (sub) => setUpAnswer(sub, setUp)),
    );
  const find = { packageNamespace: undefined };

  it('goes before every name of the package where it is set', async () => {
    await using org = await setUpOrg({
      mappings: [
        {
          DeveloperName: 'Monthly_users',
          MasterLabel: 'Monthly users',
          isvapp__Kind__c: 'Metric',
          isvapp__Object__r: { QualifiedApiName: 'Account' },
          isvapp__AccountField__r: { QualifiedApiName: 'MAU__c' },
          isvapp__MetricKey__c: 'engagement.mau',
          isvapp__IsActive__c: true,
        },
      ],
      settings: [{ isvapp__ApiReservePercent__c: 25 }],
    });
    const { mappings, settings } = await org.open({ packageNamespace: 'isvapp' }).setup.readSetup();
    expect(mappings[0]).toMatchObject({ kind: 'Metric', field: 'MAU__c', isActive: true });
    expect(settings.apiReservePercent).toBe(25);
    const queries = org.requests[0] ? subRequestsOf(org.requests[0]).map(({ url }) => url) : [];
    expect(queries.find((url) => url.includes('FieldMapping'))).toContain(
      'isvapp__AccountField__r.QualifiedApiName',
    );
    expect(queries.find((url) => url.includes('SyncSettings'))).toContain(
      'FROM isvapp__SyncSettings__mdt',
    );
  });

  it('is found out where it is not set, once', async () => {
    await using org = await globalOrg(
      objects(
        'Account',
        'isv__FieldMapping__mdt',
        'isv__SyncSettings__mdt',
        'isv__UsageMetric__c',
        'x__FieldMapping__mdt',
      ),
    );
    const { connection } = org.open(find);
    await connection.connect();
    await connection.connect();
    expect(org.requests).toHaveLength(3);
    const subs = org.requests[1] ? subRequestsOf(org.requests[1]) : [];
    expect(subs.some(({ url }) => url.includes('FROM isv__FieldMapping__mdt'))).toBe(true);
  });

  it('may be none', async () => {
    await using org = await globalOrg(
      objects('FieldMapping__mdt', 'SyncSettings__mdt', 'UsageMetric__c'),
    );
    await expect(org.open(find).connection.connect()).resolves.toMatchObject({ name: 'Acme' });
  });

  it.each([
    [objects('Account'), /not in the organization/],
    [
      objects(
        ...['FieldMapping__mdt', 'SyncSettings__mdt', 'UsageMetric__c'].flatMap((name) => [
          name,
          `a__${name}`,
        ]),
      ),
      /more than once \(without namespace, a\)/,
    ],
  ])('is asked for where it can not be found out (%#)', async (global, message) => {
    await using org = await globalOrg(global);
    await expect(org.open(find).connection.connect()).rejects.toMatchObject({
      code: 'PACKAGE_NOT_FOUND',
      message: expect.stringMatching(message) as string,
    });
  });

  it('is refused where it is not one', async () => {
    await using org = await setUpOrg({});
    const salesforce = org.open({ packageNamespace: 'a b' });
    await expect(salesforce.connection.connect()).rejects.toMatchObject({
      code: 'INVALID_NAMESPACE',
    });
  });
});
