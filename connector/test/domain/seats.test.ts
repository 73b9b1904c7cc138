import { describe, expect, it } from 'vitest';
import { estimatedExternalSeats, licensedRenewal, licensedSeats } from '../../src/domain/seats.ts';
import { aLicense, context, packageB } from './a-license.ts';

const secondOrg = { organizationId: '00D000000000002', name: 'L-00002' };

describe('the seats that licences give', () => {
  it('are the sum over the orgs of one package', () => {
    expect(
      licensedSeats([aLicense(), aLicense({ ...secondOrg, seats: 5 })], 'max', context),
    ).toEqual({
      seats: 15,
      source: 'license',
    });
  });

  it('count a doubly licensed install once', () => {
    expect(licensedSeats([aLicense(), aLicense({ name: 'L-00002' })], 'max', context).seats).toBe(
      10,
    );
  });

  it('are the largest of several packages, or their sum if the settings say so', () => {
    const licenses = [aLicense(), aLicense({ packageId: packageB, seats: 30 })];
    expect(licensedSeats(licenses, 'max', context).seats).toBe(30);
    expect(licensedSeats(licenses, 'sum', context).seats).toBe(40);
  });

  it('are unlimited with one site licence, which is not the same as none', () => {
    expect(
      licensedSeats([aLicense(), aLicense({ packageId: packageB, seats: null })], 'max', context),
    ).toEqual({
      seats: null,
      source: 'license',
    });
    expect(licensedSeats([], 'max', context)).toEqual({ seats: null, source: 'none' });
  });

  it('leave out what does not qualify', () => {
    const licenses = [
      aLicense({ seats: 0 }),
      aLicense({ ...secondOrg, isSandbox: true, seats: 99 }),
    ];
    expect(licensedSeats(licenses, 'max', context)).toEqual({ seats: 0, source: 'license' });
  });
});

describe('the renewal date that licences give', () => {
  it('is the earliest expiry of those that qualify', () => {
    const licenses = [
      aLicense({ expiration: '2027-03-31' }),
      aLicense({ ...secondOrg, expiration: '2027-01-31' }),
      aLicense({ organizationId: '00D000000000003', expiration: '2026-11-01' }),
    ];
    expect(licensedRenewal(licenses, context)).toEqual({ date: '2027-01-31', source: 'license' });
  });

  it('is empty where every licence is perpetual', () => {
    expect(licensedRenewal([aLicense()], context)).toEqual({ date: null, source: 'license' });
    expect(licensedRenewal([], context)).toEqual({ date: null, source: 'none' });
  });
});

describe('licences that qualify although they have expired', () => {
  const anyRecord = { ...context, policy: 'any_record' as const };
  const expired = (date: string, org: string) =>
    aLicense({ expiration: date, organizationId: org });

  it('give the next expiry where there is one to come', () => {
    const licenses = [
      expired('2019-03-01', '00D000000000005'),
      expired('2027-01-31', '00D000000000006'),
    ];
    expect(licensedRenewal(licenses, anyRecord).date).toBe('2027-01-31');
  });

  it('give the last expiry where all have passed, and none beside a perpetual one', () => {
    const past = [
      expired('2019-03-01', '00D000000000005'),
      expired('2020-03-01', '00D000000000006'),
    ];
    expect(licensedRenewal(past, anyRecord).date).toBe('2020-03-01');
    expect(licensedRenewal([...past, aLicense()], anyRecord).date).toBeNull();
  });
});

describe('a licence that names no org', () => {
  it('counts for seats and renewal all the same', () => {
    const licenses = [aLicense({ organizationId: null, expiration: '2027-01-31' }), aLicense()];
    expect(licensedSeats(licenses, 'max', context).seats).toBe(20);
    expect(licensedRenewal(licenses, context).date).toBe('2027-01-31');
  });
});

describe('estimated external seats', () => {
  it.each([
    [undefined, { seats: null, source: 'none' }],
    [0, { seats: 0, source: 'estimate' }],
    [6.01, { seats: 7, source: 'estimate' }],
    [7, { seats: 7, source: 'estimate' }],
  ])('round an average of %s up', (average, expected) => {
    expect(estimatedExternalSeats(average)).toEqual(expected);
  });
});
