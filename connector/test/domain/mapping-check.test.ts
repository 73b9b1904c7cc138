import { describe, expect, it } from 'vitest';
import { checkedMappings, type Offer } from '../../src/domain/mapping-check.ts';
import type { Mapping } from '../../src/domain/mapping.ts';
import type { CatalogueMetric } from '../../src/domain/usage-report.ts';
import { packageA, packageB } from './a-license.ts';
import { aMapping, aMetric, anAccountField } from './a-mapping.ts';

const fields = [
  anAccountField('MAU__c'),
  anAccountField('WAU__c'),
  anAccountField('Whole__c', { type: 'int' }),
  anAccountField('Formula__c', { calculated: true, updateable: false }),
  anAccountField('ReadOnly__c', { updateable: false }),
  anAccountField('Required__c', { nillable: false }),
  anAccountField('Unique__c', { unique: true }),
  anAccountField('Auto__c', { autoNumber: true, updateable: false }),
  anAccountField('Person__pc'),
  anAccountField('PersonnelCount__c'),
  anAccountField('Text__c', { type: 'string' }),
  anAccountField('Money__c', { type: 'currency' }),
  anAccountField('Renewal__c', { type: 'date' }),
  anAccountField('BillingAddress', { type: 'address' }),
  anAccountField('Secret__c', { type: 'encryptedstring' }),
];
const offer: Offer = {
  catalogue: [
    aMetric('engagement.mau'),
    aMetric('engagement.wau'),
    aMetric('feature.gone', { state: 'Removed' }),
  ],
  packagesNotEnabled: new Set([packageB]),
  packagesOfFeature: () => [],
};

const codesOf = (...mappings: readonly Mapping[]): readonly string[] =>
  checkedMappings(mappings, fields, offer).problems.map(({ code }) => code);

describe('a mapping', () => {
  it.each<readonly [string, Partial<Mapping>, readonly string[]]>([
    ['to a writable number field', {}, []],
    ['to a whole-number field', { field: 'Whole__c' }, []],
    ['to a field spelled in another case', { field: 'mau__C' }, []],
    ['that was removed', { isActive: false, field: 'Gone__c' }, []],
    ['for another object', { object: 'Contact' }, ['WRONG_OBJECT']],
    ['whose field was deleted', { field: null }, ['FIELD_NOT_FOUND']],
    ['whose field was renamed or is hidden', { field: 'Gone__c' }, ['FIELD_NOT_FOUND']],
    [
      'whose field is SOQL',
      { field: "Name FROM Account WHERE Name != ''" },
      ['INVALID_FIELD_NAME'],
    ],
    ['to a formula', { field: 'Formula__c' }, ['FIELD_NOT_WRITABLE']],
    ['to a read-only field', { field: 'ReadOnly__c' }, ['FIELD_NOT_WRITABLE']],
    ['to a field that can not be empty', { field: 'Required__c' }, ['FIELD_NOT_WRITABLE']],
    ['to a unique field', { field: 'Unique__c' }, ['FIELD_NOT_WRITABLE']],
    ['to an auto number', { field: 'Auto__c' }, ['FIELD_NOT_WRITABLE']],
    ['to a field of the person behind an account', { field: 'Person__pc' }, ['FIELD_NOT_WRITABLE']],
    ['to a field of the ISV that happens to begin like one', { field: 'PersonnelCount__c' }, []],
    ['to a text field', { field: 'Text__c' }, ['WRONG_FIELD_TYPE']],
    ['to a currency field', { field: 'Money__c' }, ['WRONG_FIELD_TYPE']],
    ['of a metric nobody knows', { metricKey: 'clicks' }, ['UNKNOWN_METRIC']],
    ['without a metric', { metricKey: null }, ['UNKNOWN_METRIC']],
    ['of a feature that was deleted', { metricKey: 'feature.gone' }, ['METRIC_REMOVED']],
    ['of a package nobody has', { metricKey: `engagement.mau.${packageA}` }, ['METRIC_REMOVED']],
    [
      'of seats from a formula',
      { kind: 'InternalSeats', field: 'Formula__c', metricKey: null },
      [],
    ],
    [
      'of seats from text',
      { kind: 'InternalSeats', field: 'Text__c', metricKey: null },
      ['WRONG_FIELD_TYPE'],
    ],
    ['of a renewal from a date', { kind: 'RenewalDate', field: 'Renewal__c', metricKey: null }, []],
    ['of a renewal from a number', { kind: 'RenewalDate', metricKey: null }, ['WRONG_FIELD_TYPE']],
    ['that displays text', { kind: 'DisplayField', field: 'Text__c', metricKey: null }, []],
    [
      'that displays an address',
      { kind: 'DisplayField', field: 'BillingAddress', metricKey: null },
      ['WRONG_FIELD_TYPE'],
    ],
  ])('%s', (_, overrides, codes) => {
    expect(codesOf(aMapping(overrides))).toEqual(codes);
  });

  it('that fails leaves the others to go on', () => {
    const { usable } = checkedMappings(
      [aMapping({ field: null }), aMapping({ name: 'Wau', field: 'WAU__c' })],
      fields,
      offer,
    );
    expect(usable.map(({ name }) => name)).toEqual(['Wau']);
  });

  it('finds its metric by the long spelling of the package id', () => {
    const offered = { ...offer, catalogue: [aMetric(`engagement.mau.${packageA}`)] };
    const { usable } = checkedMappings(
      [aMapping({ metricKey: `engagement.mau.${packageA}QAA` })],
      fields,
      offered,
    );
    expect(usable[0]?.metricKey).toBe(`engagement.mau.${packageA}`);
  });

  it('of records is carried out while its package has no snapshot yet, and paused when the object is gone', () => {
    const records = aMapping({ metricKey: `records.${packageA}.Player` });
    const engagement = { ...aMetric(`engagement.mau.${packageA}`), packageId: packageA };
    const others = {
      ...engagement,
      key: `records.${packageA}.Match`,
      category: 'RecordCount' as const,
    };
    const codes = (catalogue: readonly CatalogueMetric[]) =>
      checkedMappings([records], fields, { ...offer, catalogue }).problems.map(({ code }) => code);
    expect(codes([engagement])).toEqual([]);
    expect(codes([engagement, others])).toEqual(['METRIC_REMOVED']);
    expect(codes([])).toEqual(['METRIC_REMOVED']);
  });

  it('of a metric that is not there says what may have become of it, and who can look', () => {
    const said = (metricKey: string) =>
      checkedMappings([aMapping({ metricKey })], fields, offer).problems[0]?.explanation;
    expect(said('feature.other')).toMatch(/^Its feature .*FEATURES_FILE.*operator.*administrator/);
    expect(said(`engagement.mau.${packageA}`)).toMatch(/^Its package or object .*administrator/);
  });

  it('of a package that is not enabled is carried out, with a warning', () => {
    const found = checkedMappings(
      [aMapping({ metricKey: `engagement.mau.${packageB}` })],
      fields,
      offer,
    );
    expect(found.usable).toHaveLength(1);
    expect(found.warnings.map(({ code }) => code)).toEqual(['PACKAGE_NOT_ENABLED']);
  });

  it('that displays an encrypted field is carried out, with a warning', () => {
    const found = checkedMappings(
      [aMapping({ kind: 'DisplayField', field: 'Secret__c', metricKey: null })],
      fields,
      offer,
    );
    expect(found.usable).toHaveLength(1);
    expect(found.warnings.map(({ code }) => code)).toEqual(['ENCRYPTED_FIELD']);
  });
});

describe('two mappings', () => {
  const second = (overrides: Partial<Mapping>) =>
    aMapping({ name: 'Second', label: 'Second', ...overrides });

  it('with one target are both paused', () => {
    expect(codesOf(aMapping(), second({ metricKey: 'engagement.wau' }))).toEqual([
      'DUPLICATE_TARGET',
      'DUPLICATE_TARGET',
    ]);
  });

  it('of which one writes what the other reads stop the one that writes', () => {
    expect(codesOf(aMapping(), second({ kind: 'InternalSeats', metricKey: null }))).toEqual([
      'TARGET_IS_SOURCE',
    ]);
  });

  it('that override the same value are both paused', () => {
    const seats = { kind: 'InternalSeats', metricKey: null } as const;
    expect(codesOf(aMapping(seats), second({ ...seats, field: 'WAU__c' }))).toEqual([
      'DUPLICATE_OVERRIDE',
      'DUPLICATE_OVERRIDE',
    ]);
  });

  it('may read one field', () => {
    const seats = aMapping({ kind: 'InternalSeats', metricKey: null });
    expect(codesOf(seats, second({ kind: 'DisplayField', metricKey: null }))).toEqual([]);
  });

  it('of one metric are carried out, with a warning for each', () => {
    const found = checkedMappings([aMapping(), second({ field: 'WAU__c' })], fields, offer);
    expect(found.usable).toHaveLength(2);
    expect(found.warnings.map(({ code }) => code)).toEqual([
      'DUPLICATE_METRIC',
      'DUPLICATE_METRIC',
    ]);
  });

  it('of which one is broken leave the other to go on', () => {
    const seats = aMapping({ kind: 'InternalSeats', metricKey: null });
    const brokenSeats = second({ kind: 'InternalSeats', metricKey: null, field: null });
    expect(codesOf(seats, brokenSeats)).toEqual(['FIELD_NOT_FOUND']);
    expect(codesOf(aMapping(), second({ object: 'Contact', kind: 'DisplayField' }))).toEqual([
      'WRONG_OBJECT',
    ]);
    expect(codesOf(aMapping(), second({ metricKey: 'clicks' }))).toEqual(['UNKNOWN_METRIC']);
  });

  it("of which one was removed don't clash", () => {
    expect(codesOf(aMapping(), second({ metricKey: 'engagement.wau', isActive: false }))).toEqual(
      [],
    );
  });
});
