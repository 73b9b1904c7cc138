import { OrgError } from '../../../domain/org-error.ts';
import { id15 } from '../../../domain/salesforce-id.ts';
import { isTimeZone } from '../../../domain/time-zone.ts';
import type { OrgConnection } from '../../../ports/org-connection.ts';
import { jsonText } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import type { FactsKeeper } from './org-facts.ts';

/** The connection of a run: signs in and reads what the start of a run needs to know, in one call. */
export function orgConnection(client: SalesforceClient, facts: FactsKeeper): OrgConnection {
  return {
    connect: async () => {
      const session = await client.session();
      const organization = (await facts.refreshed()).organization();
      const id = jsonText(organization.Id);
      if (id15(id) !== id15(session.organizationId)) {
        throw new OrgError(
          'connection',
          'WRONG_ORGANIZATION',
          `The sign-in was for organization ${session.organizationId}, but ${session.instanceUrl} answers as ${id || 'none'}. Nothing was written. Whoever runs the connector can check the address and any proxy in between.`,
        );
      }
      return {
        organizationId: session.organizationId,
        name: jsonText(organization.Name),
        instanceUrl: session.instanceUrl,
        isSandbox: organization.IsSandbox === true,
        timeZone: knownTimeZone(jsonText(organization.TimeZoneSidKey)),
      };
    },
    usage: () => client.usage(),
    requestCount: () => client.requestCount(),
  };
}

/** The zone itself. UTC in place of an unknown one would move renewal dates by a day without anyone noticing. */
function knownTimeZone(name: string): string {
  if (isTimeZone(name)) return name;
  throw new OrgError(
    'request',
    'UNKNOWN_TIME_ZONE',
    `The organization's default time zone is "${name}" (TimeZoneSidKey of Organization), which this connector does not know, so it can't tell the day of a Date/Time field. Nothing was written. A Salesforce administrator can check the time zone in Setup, Company Information; if it is right, whoever runs the connector can update it and its Node.js.`,
  );
}
