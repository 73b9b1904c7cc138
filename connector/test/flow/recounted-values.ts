import { DuckDBInstance } from '@duckdb/node-api';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A License as the org's own records say it, nothing worked out. */
export interface PlainLicense {
  readonly name: string;
  readonly accountId: string | null;
  readonly licenseStatus: string | null;
  readonly status: string | null;
  readonly expiration: string | null;
  readonly isSandbox: boolean;
  readonly orgStatus: string | null;
  readonly orgId: string | null;
  readonly packageId: string | null;
  readonly installDate: string | null;
}

export interface PlainComponent {
  readonly packageId: string;
  readonly entity: string;
  readonly entityType: string;
}

export interface RecountRequest {
  readonly folder: string;
  readonly inbox: string;
  readonly licenses: readonly PlainLicense[];
  readonly today: string;
  readonly tournaments: string;
  readonly scheduling: string;
  readonly notEnabled: string;
  readonly feature: readonly PlainComponent[];
  /** The last complete month, its first and last day; the last complete week likewise; the last complete day. */
  readonly windows: {
    readonly month: readonly [string, string];
    readonly week: readonly [string, string];
    readonly day: string;
  };
}

/** What the fields of each Account should hold, by Account id. Every Account with a License record is in it. */
export type Recount = ReadonlyMap<string, Readonly<Record<string, number | null>>>;

/**
 * A second opinion on the numbers of a run, written from docs/corner-cases.md and sharing no code with the connector:
 * plain SQL over the delivered files and the License records, with simple counts instead of rollups.
 */
export async function recountedValues(request: RecountRequest): Promise<Recount> {
  const { folder, inbox, licenses, feature } = request;
  const licenseFile = join(folder, 'recount-licenses.json');
  const componentFile = join(folder, 'recount-components.json');
  await writeFile(licenseFile, JSON.stringify(licenses));
  await writeFile(componentFile, JSON.stringify(feature));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const sql = recountSql(request, { inbox, licenseFile, componentFile });
  for (const statement of sql.prepare) await connection.run(statement);
  const rows = await (await connection.run(sql.answer)).getRowObjectsJson();
  connection.closeSync();
  return new Map(
    rows.map(({ account, ...values }) => [
      typeof account === 'string' ? account : '',
      Object.fromEntries(
        Object.entries(values).map(([field, value]) => [
          field,
          value === null ? null : Number(value),
        ]),
      ),
    ]),
  );
}

function recountSql(
  { today, tournaments, scheduling, notEnabled, windows }: RecountRequest,
  files: { readonly inbox: string; readonly licenseFile: string; readonly componentFile: string },
): { readonly prepare: readonly string[]; readonly answer: string } {
  const [month, week] = [within(windows.month), within(windows.week)];
  const read = (pattern: string): string =>
    `read_csv('${join(files.inbox, pattern)}', header = true, all_varchar = true, quote = '"', escape = '"')`;
  return {
    prepare: [
      `CREATE TABLE license AS
         SELECT name, accountId AS account, left(orgId, 15) AS org, left(packageId, 15) AS package, isSandbox AS sandbox,
                coalesce(upper(orgStatus), '') AS org_status, installDate AS installed,
                upper(coalesce(licenseStatus, status)) = 'ACTIVE'
                  AND (expiration IS NULL OR expiration = '1970-01-01' OR expiration >= '${today}')
                  AND NOT isSandbox
                  AND coalesce(upper(orgStatus), '') NOT IN ('DELETED', 'PENDING_DELETE')
                  AND packageId IS NOT NULL AND left(packageId, 15) <> left('${notEnabled}', 15) AS qualifies
         FROM read_json('${files.licenseFile}', columns = {name: 'VARCHAR', accountId: 'VARCHAR', licenseStatus: 'VARCHAR',
           status: 'VARCHAR', expiration: 'VARCHAR', isSandbox: 'BOOLEAN', orgStatus: 'VARCHAR', orgId: 'VARCHAR',
           packageId: 'VARCHAR', installDate: 'VARCHAR'})`,
      `CREATE TABLE owner AS
         WITH candidate AS (
           SELECT *, bool_or(qualifies) OVER (PARTITION BY org, package) AS any_qualifies,
                  row_number() OVER (PARTITION BY org, package
                    ORDER BY qualifies DESC, org_status = 'ACTIVE' DESC, coalesce(installed, '') DESC, name DESC) AS rank
           FROM license WHERE NOT sandbox AND account IS NOT NULL AND org IS NOT NULL AND package IS NOT NULL)
         SELECT DISTINCT account, org, package, qualifies FROM candidate
         WHERE qualifies OR (NOT any_qualifies AND rank = 1)`,
      `CREATE TABLE used AS
         SELECT left(organization_id, 15) AS org, left(package_id, 15) AS package, user_id_token AS person,
                lower(custom_entity) AS entity, custom_entity_type AS kind, left(timestamp_derived, 10) AS day
         FROM ${read('PackageUsageLog_*.csv.gz')}
         WHERE organization_type <> 'Sandbox' AND coalesce(user_id_token, '') <> ''`,
      `CREATE TABLE mine AS SELECT owner.account, used.* FROM used JOIN owner USING (org, package)`,
      `CREATE TABLE component AS
         SELECT left(packageId, 15) AS package, lower(entity) AS entity, entityType AS kind
         FROM read_json('${files.componentFile}', columns = {packageId: 'VARCHAR', entity: 'VARCHAR', entityType: 'VARCHAR'})`,
      `CREATE TABLE held AS
         WITH snapshot AS (
           SELECT left(organization_id, 15) AS org, left(package_id, 15) AS package, lower(custom_entity) AS entity,
                  left(date, 10) AS day, TRY_CAST("count" AS BIGINT) AS records
           FROM ${read('SubscriberSnapshot_*.csv')} WHERE coalesce(package_id, '') <> ''),
         newest AS (SELECT org, package, max(day) AS day FROM snapshot GROUP BY ALL)
         SELECT owner.account, package, entity, sum(records) AS records
         FROM snapshot JOIN newest USING (org, package, day) JOIN owner USING (org, package)
         WHERE owner.qualifies GROUP BY ALL`,
    ],
    answer: `
      SELECT account,
        (SELECT count(DISTINCT org || person) FROM mine WHERE mine.account = scope.account AND ${month}) AS MAU__c,
        (SELECT count(DISTINCT org || person) FROM mine WHERE mine.account = scope.account AND ${week}) AS WAU__c,
        (SELECT count(DISTINCT org || person) FROM mine WHERE mine.account = scope.account AND day = '${windows.day}') AS DAU__c,
        ${perPackage(tournaments, month)} AS MAU_Tournaments__c,
        ${perPackage(scheduling, month)} AS MAU_Scheduling__c,
        CASE WHEN ${licensed(tournaments)} AND ${licensed(scheduling)} THEN
          (SELECT count(DISTINCT org || person) FROM mine JOIN component USING (package, entity, kind)
           WHERE mine.account = scope.account AND ${month}) END AS FeatureTournament__c,
        ${records(tournaments, 'player')} AS PlayersCount__c,
        ${records(scheduling, 'schedule')} AS SchedulesCount__c
      FROM (SELECT DISTINCT account FROM license WHERE account IS NOT NULL) AS scope`,
  };
}

const licensed = (packageId: string): string =>
  `EXISTS (SELECT 1 FROM license WHERE license.account = scope.account AND qualifies AND package = left('${packageId}', 15))`;

const within = ([first, last]: readonly [string, string]): string =>
  `day BETWEEN '${first}' AND '${last}'`;

const perPackage = (packageId: string, month: string): string =>
  `CASE WHEN ${licensed(packageId)} THEN
     (SELECT count(DISTINCT org || person) FROM mine
      WHERE mine.account = scope.account AND package = left('${packageId}', 15) AND ${month}) END`;

const records = (packageId: string, entity: string): string =>
  `CASE WHEN ${licensed(packageId)} THEN
     coalesce((SELECT sum(records) FROM held
               WHERE held.account = scope.account AND package = left('${packageId}', 15) AND entity = '${entity}'), 0) END`;
