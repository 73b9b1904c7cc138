import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { headerValue } from '../../platform/callout/credential-formula.ts';
import {
  resolvedEndpoint,
  type CredentialSource,
} from '../../platform/callout/named-credential.ts';

/** The credentials of the package itself, as they are deployed. */
const shell = new URL('../../../../../force-app/main/shell/', import.meta.url);
const packaged: CredentialSource = {
  components: (type) => {
    const [folder, ending] =
      type === 'NamedCredential'
        ? ['namedCredentials', 'namedCredential']
        : ['externalCredentials', 'externalCredential'];
    const fileName = `${folder}/ISVappConnector.${ending}-meta.xml`;
    const content = readFileSync(new URL(fileName, shell));
    const lastModifiedDate = '2026-11-24T10:00:00.000Z';
    return [{ type, fullName: 'ISVappConnector', id: '0XA', fileName, content, lastModifiedDate }];
  },
};
const apiKey = (credential: string, parameter: string) =>
  credential === 'ISVappConnector' && parameter === 'ApiKey' ? 'k-1' : undefined;

describe('A callout through the packaged named credential', () => {
  it("goes to the credential's address with the key as a Bearer token", () => {
    expect(resolvedEndpoint('callout:ISVappConnector/v1/explain?a=1', packaged, apiKey)).toEqual({
      url: 'https://connector.invalid/v1/explain?a=1',
      headers: { Authorization: 'Bearer k-1' },
      externalCredential: 'ISVappConnector',
    });
  });

  it('goes where the administrator has set the address, without a second slash', () => {
    const url = () => 'http://127.0.0.1:8080/';
    expect(resolvedEndpoint('callout:isvappconnector/v1', packaged, apiKey, url).url).toBe(
      'http://127.0.0.1:8080/v1',
    );
  });

  it('goes without headers where the credential has no external credential, as older ones', () => {
    const content = Buffer.from(
      '<NamedCredential><endpoint>https://old.example</endpoint></NamedCredential>',
    );
    const older: CredentialSource = {
      components: (type) => [
        { type, fullName: 'Old', id: '0XA', fileName: 'x', content, lastModifiedDate: '' },
      ],
    };
    expect(resolvedEndpoint('callout:Old/v1', older, apiKey)).toEqual({
      url: 'https://old.example/v1',
      headers: {},
      externalCredential: null,
    });
  });

  it('fails where nobody has entered the key', () => {
    expect(() => resolvedEndpoint('callout:ISVappConnector/v1', packaged, () => undefined)).toThrow(
      'external credential "ISVappConnector" might not exist',
    );
  });

  it('fails for a credential that is not deployed, by its name', () => {
    expect(() => resolvedEndpoint('callout:Other/v1', packaged, apiKey)).toThrow(
      'the named credential "Other" might not exist',
    );
  });
});

describe('An address that names no credential', () => {
  it('stays as it is and gets no header', () => {
    expect(resolvedEndpoint('https://example.com/x', packaged, apiKey)).toEqual({
      url: 'https://example.com/x',
      headers: {},
      externalCredential: null,
    });
  });
});

describe('The formula of a header', () => {
  it.each([
    ['{!$Credential.ISVappConnector.ApiKey}', 'k-1'],
    ["Key={!'a\\'b' & $Credential.ISVappConnector.ApiKey};", "Key=a'bk-1;"],
    ['plain', 'plain'],
  ])('%s is %s', (template, expected) => {
    expect(headerValue(template, apiKey)).toBe(expected);
  });

  it.each(["{!BASE64ENCODE('x')}", "{!'a' &}", '{!}'])(
    '%s is refused, not guessed at',
    (template) => {
      expect(() => headerValue(template, apiKey)).toThrow("can't evaluate the formula");
    },
  );
});
