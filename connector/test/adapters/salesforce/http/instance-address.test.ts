import { describe, expect, it } from 'vitest';
import { instanceOrigin } from '../../../../src/adapters/salesforce/http/instance-address.ts';

describe('instanceOrigin', () => {
  it.each([
    ['https://acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
    ['https://acme--dev.sandbox.my.salesforce.com/', 'https://acme--dev.sandbox.my.salesforce.com'],
    ['https://login.salesforce.com/services/oauth2', 'https://login.salesforce.com'],
    ['https://acme.lightning.force.com', 'https://acme.lightning.force.com'],
  ])('takes %s', (address, origin) => {
    expect(instanceOrigin(address, false)).toBe(origin);
  });

  it.each([
    ['http://acme.my.salesforce.com', 'not https'],
    ['https://acme.my.salesforce.com:8443', 'an odd port'],
    ['https://evil-salesforce.com', 'a domain that only ends alike'],
    ['https://salesforce.com.example.org', 'a domain that only begins alike'],
    ['https://user:secret@acme.my.salesforce.com', 'credentials inside'],
    ['https://127.0.0.1', 'this machine'],
    ['http://localhost:7070', 'this machine'],
    ['https://169.254.169.254', 'a metadata service'],
    ['file:///etc/passwd', 'a file'],
    ['acme', 'no address at all'],
    ['', 'nothing'],
  ])('refuses %s: %s', (address) => {
    expect(() => instanceOrigin(address, false)).toThrow(
      expect.objectContaining({ kind: 'connection', code: 'ADDRESS_NOT_ALLOWED' }),
    );
  });

  it.each(['http://127.0.0.1:7070', 'http://localhost:7070', 'http://[::1]:7070'])(
    'takes %s for a local org',
    (address) => {
      expect(instanceOrigin(address, true)).toBe(address);
    },
  );

  it.each(['https://acme.my.salesforce.com', 'http://127.0.0.1.example.org', 'http://10.0.0.1'])(
    'refuses %s where the org is local',
    (address) => {
      expect(() => instanceOrigin(address, true)).toThrow(/only this machine/);
    },
  );
});
