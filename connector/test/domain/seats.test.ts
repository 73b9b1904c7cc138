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
