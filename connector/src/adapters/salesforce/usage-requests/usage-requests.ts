import { OrgError } from '../../../domain/org-error.ts';
import { id15, id18 } from '../../../domain/salesforce-id.ts';
import { usageFileWords } from '../../../domain/usage-file.ts';
import type { UsageRequests } from '../../../ports/usage-requests.ts';
import { jsonBody } from '../http/api-request.ts';
import { jsonRecord, jsonText, unexpectedAnswer } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { firstPage, recordPages } from '../query/rest-query.ts';
import type { Downloads } from './download.ts';
import { requestColumns, requestObject, requestOf, requestRecord } from './request-record.ts';

const readPurpose = `read the requests for App Analytics files (${requestObject})`;

export interface UsageRequestOptions {
  /** Ids of the packages to ask for; none for all. */
  readonly packages: readonly string[];
  /** Hosts that files may be fetched from besides Amazon's S3, such as `files.example.com`. */
  readonly downloadHosts: readonly string[];
}

/** Requests for App Analytics files as records of the organization. */
export function usageRequests(
  client: SalesforceClient,
  downloads: Downloads,
  { packages, downloadHosts }: UsageRequestOptions,
): UsageRequests {
  const packageIds = packages.map(id15);
  return {
    createdSince: async (since) => {
      // The session tells whether it is the pinned organization before anything is asked of it.
      await client.session();
      const soql = `SELECT ${requestColumns.join(', ')} FROM ${requestObject} WHERE CreatedDate >= ${since.toISOString()} ORDER BY CreatedDate`;
      const query = { soql, purpose: readPurpose };
      const first = await firstPage(client, query).catch(rethrowWithAdvice);
      const found = [];
      for await (const records of recordPages(client, first, readPurpose))
        found.push(...records.map((record) => requestOf(record, packageIds)));
      return found;
    },
    ask: async (file) => {
      const purpose = `ask App Analytics for ${usageFileWords(file)}`;
      await client.session();
      const answer = await client
        .json({
          purpose,
          method: 'POST',
          path: `/sobjects/${requestObject}`,
          body: jsonBody(requestRecord(file, packageIds)),
        })
        .catch(rethrowWithAdvice);
      const id = jsonText(jsonRecord(answer, purpose).id);
      if (id === '') throw unexpectedAnswer(purpose, answer);
      return id18(id);
    },
    download: (file) => downloads.content(file, downloadHosts),
  };
}

/** Where access is missing, what to give to whom: the object is no part of our permission set. A resource is not found then. */
function rethrowWithAdvice(error: unknown): never {
  const isAccess =
    error instanceof OrgError && (error.kind === 'permission' || error.code === 'NOT_FOUND');
  if (!isAccess) throw error;
  throw new OrgError(
    'permission',
    error.code,
    `${error.message} App Analytics asks for Create, Read, Edit, Delete, View All and Modify All on ${requestObject}.`,
    { cause: error },
  );
}
