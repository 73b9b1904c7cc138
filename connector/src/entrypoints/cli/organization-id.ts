import { InvalidArgumentError } from 'commander';
import { id18, isSalesforceId } from '../../domain/salesforce-id.ts';

/** The id of an organization as it was typed, in its 18 characters. */
export function organizationId(text: string): string {
  if (isSalesforceId(text) && text.startsWith('00D')) return id18(text);
  throw new InvalidArgumentError('An organization id has 15 or 18 characters and begins with 00D.');
}
