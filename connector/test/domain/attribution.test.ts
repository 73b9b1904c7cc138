import { describe, expect, it } from 'vitest';
import { attributions } from '../../src/domain/attribution.ts';
import { aLicense, acme, context, packageA, packageB } from './a-license.ts';

const other = '001000000000002AAA';
const organizationId = '00D000000000001';

describe('the usage of an install', () => {
  it('is given to the Account of its qualifying licence', () => {
    expect(attributions([aLicense()], context)).toEqual([
      { accountId: acme, organizationId, packageId: packageA, licensed: true },
    ]);
  });

  it('is given once where two licences of one Account say the same', () => {
    expect(attributions([aLicense(), aLicense({ name: 'L-00002' })], context)).toHaveLength(1);
  });

  it('is given to every Account with a qualifying licence: none of them may read a wrong 0', () => {
    const shared = aLicense({ accountId: other, name: 'L-00002' });
    const accountIds = attributions([aLicense(), shared], context).map(
      ({ accountId }) => accountId,
    );
    expect(accountIds).toEqual([acme, other]);
  });

  it('follows the licence to a new Account and leaves the former one', () => {
    const former = aLicense({ status: 'UNINSTALLED' });
    const now = aLicense({ accountId: other });
    expect(attributions([former, now], context).map(({ accountId }) => accountId)).toEqual([other]);
  });

  it('still counts where no licence qualifies, for combined engagement is never NULL', () => {
    expect(attributions([aLicense({ status: 'UNINSTALLED' })], context)).toEqual([
      { accountId: acme, organizationId, packageId: packageA, licensed: false },
    ]);
  });

  it('goes by package: one org may belong to two Accounts', () => {
    const second = aLicense({ accountId: other, packageId: packageB });
    expect(attributions([aLicense(), second], context).map(({ accountId }) => accountId)).toEqual([
      acme,
      other,
    ]);
  });

  it("of a sandbox or of a Lead is nobody's", () => {
    expect(
      attributions([aLicense({ isSandbox: true }), aLicense({ accountId: null })], context),
    ).toEqual([]);
  });
});
