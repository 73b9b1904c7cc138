import type { Account, GoneAccount } from '../../../domain/account.ts';
import { id18 } from '../../../domain/salesforce-id.ts';
import type { AccountRequest, AccountSource } from '../../../ports/account-source.ts';
import { jsonText, jsonTextOrNull, type JsonRecord } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { firstPages, recordPages } from '../query/rest-query.ts';
import { allRows, type Row } from '../query/rows.ts';
import { idList, knownFieldName } from '../query/soql.ts';
import type { DescribedField, ObjectDescription } from '../setup/object-description.ts';
import type { FactsKeeper } from '../setup/org-facts.ts';
import { fieldValue } from './field-value.ts';

const purpose = 'read the Accounts';
/** An id and what surrounds it take 21 characters of a query, which may have 100,000. A page has 2,000 records at most. */
const idsPerQuery = 1_000;

/** Decision 14: Accounts with at least one License record, whatever its state. */
const licensedAccounts =
  'Id IN (SELECT sfLma__Account__c FROM sfLma__License__c WHERE sfLma__Account__c != null)';

export function accountSource(
  client: SalesforceClient,
  facts: FactsKeeper,
  bulkPollMs: number,
): AccountSource {
  return {
    readAccounts: async function* (request) {
      const known = await facts.known();
      const fields = accountFields(request.fields, known.account());
      const columns = columnsOf(fields);
      const where = request.scope === 'licensed_accounts' ? ` WHERE ${licensedAccounts}` : '';
      const rows = allRows(
        client,
        {
          soql: `SELECT ${columns.join(', ')} FROM Account${where}`,
          purpose,
          columns,
          expectedRows: expectedRows(request, known.accountCount),
          signal: request.signal,
        },
        bulkPollMs,
      );
      for await (const group of rows) yield group.map((row) => accountOf(row, fields));
    },

    readAccountsById: async (accountIds, fields) => {
      const wanted = accountFields(fields, (await facts.known()).account());
      const select = `SELECT ${columnsOf(wanted).join(', ')} FROM Account`;
      const records = await recordsById(client, accountIds, select, false);
      return records.map((record) =>
        accountOf({ value: (column) => record[column] ?? null }, wanted),
      );
    },

    // Records in the recycle bin, and those merged away, are only in queryAll. An id that is neither here nor among
    // the existing Accounts was purged, or is hidden from the integration user.
    findGone: async (accountIds) => {
      const select = 'SELECT Id, IsDeleted, MasterRecordId FROM Account';
      const records = await recordsById(client, accountIds, select, true);
      return records.filter((record) => record.IsDeleted === true).map(goneAccount);
    },
  };
}

function expectedRows(
  request: AccountRequest,
  accountCount: number | undefined,
): number | undefined {
  if (request.expectedRows !== undefined) return request.expectedRows;
  return request.scope === 'all_accounts' ? accountCount : undefined;
}

/** Fields to read, by the name they were asked for. */
type WantedFields = ReadonlyMap<string, DescribedField>;

/** An amount says little without its currency: in an org with several, the Account's own is read along (decision 42). */
function accountFields(names: readonly string[], account: ObjectDescription): WantedFields {
  const wanted = new Map<string, DescribedField>();
  const want = (name: string): void => {
    const field = account.fields.get(knownFieldName(name, account.fields).toLowerCase());
    if (field) wanted.set(name, field);
  };
  names.forEach(want);
  const hasAmount = [...wanted.values()].some((field) => field.type === 'currency');
  if (hasAmount && account.fields.has('currencyisocode')) want('CurrencyIsoCode');
  return wanted;
}

function columnsOf(fields: WantedFields): readonly string[] {
  return [...new Set(['Id', 'Name', ...[...fields.values()].map((field) => field.name)])];
}

function accountOf(row: Row, fields: WantedFields): Account {
  return {
    id: id18(jsonText(row.value('Id'))),
    name: jsonText(row.value('Name')),
    values: Object.fromEntries(
      [...fields].map(([name, field]) => [name, fieldValue(row.value(field.name), field)]),
    ),
  };
}

function goneAccount(record: JsonRecord): GoneAccount {
  const masterId = jsonTextOrNull(record.MasterRecordId);
  return {
    id: id18(jsonText(record.Id)),
    masterId: masterId === null ? null : id18(masterId),
  };
}

/** Records of the ids, up to five queries to a call. */
async function recordsById(
  client: SalesforceClient,
  ids: readonly string[],
  select: string,
  withDeleted: boolean,
): Promise<readonly JsonRecord[]> {
  const unique = [...new Set(ids)];
  const queries = [];
  for (let start = 0; start < unique.length; start += idsPerQuery) {
    const soql = `${select} WHERE Id IN ${idList(unique.slice(start, start + idsPerQuery))}`;
    queries.push({ soql, purpose, withDeleted });
  }
  const records: JsonRecord[] = [];
  for (const first of await firstPages(client, queries)) {
    for await (const page of recordPages(client, first, purpose)) records.push(...page);
  }
  return records;
}
