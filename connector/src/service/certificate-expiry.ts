import { X509Certificate } from 'node:crypto';
import type { OrganizationSecret } from '../domain/organization.ts';

/**
 * When the certificate of a private key expires, where it was kept beside the key; undefined where it is not known:
 * Salesforce has the certificate and tells it to nobody who may do no more than the connector.
 */
export function certificateExpiry(secret: OrganizationSecret): Date | undefined {
  if (secret.kind !== 'jwt' || !secret.privateKeyPem.includes('BEGIN CERTIFICATE'))
    return undefined;
  const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(
    secret.privateKeyPem,
  );
  return certificate ? new X509Certificate(certificate[0]).validToDate : undefined;
}
