import { fullAccess } from '../../data/access.ts';
import type { LocalOrg } from '../../org.ts';
import { SalesforceError } from '../../schema/salesforce-error.ts';
import { boundMarker, type BoundValue } from '../../soql/bound-value.ts';
import { compiledQuery } from '../../soql/compiled-query.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { typeName, type TypeName } from '../values/type-name.ts';
import type { DataRun } from './data-run.ts';
import { queryAccess } from './query-access.ts';
import { plainMessage } from './query-exception.ts';
import { filledQuery, queryText, type BindPosition, type QueryText } from './query-text.ts';
import { queriedCount, queriedRows } from './run-soql.ts';

/** A SOQL expression of the program, checked against the schema. */
export interface StaticQuery {
  /** `Integer` for SELECT COUNT(), else `List<Account>` or `List<AggregateResult>`. */
  readonly resultType: TypeName;
  /** Asks it. The binds come in the order they stand in the query. */
  run(run: DataRun, binds: readonly ApexValue[]): ApexValue;
}

/** A query between brackets that doesn't compile; the message is what a deploy shows. */
export class QueryProblem extends Error {
  override readonly name = 'QueryProblem';
}

/** Last version with WITH SECURITY_ENFORCED. */
const lastSecurityEnforced = 66;

/**
 * Compiles the text between the brackets. `apiVersion` is the class's. Throws `QueryProblem` for what the schema doesn't
 * have or the syntax doesn't allow, and `UnsupportedError` for what the local org doesn't know.
 */
export function staticQuery(
  org: LocalOrg,
  soql: string,
  positions: readonly BindPosition[],
  apiVersion: number,
): StaticQuery {
  const query = queryText(soql, positions);
  const { object, isAggregate, isCountOnly } = checkedQuery(org, query, apiVersion);
  if (isCountOnly) {
    return {
      resultType: typeName('Integer'),
      run: (run, binds) => queriedCount(run, query, binds, run.accessMode),
    };
  }
  return {
    resultType: typeName('List', typeName(isAggregate ? 'AggregateResult' : object)),
    run: (run, binds) => queriedRows(run, query, binds, run.accessMode),
  };
}

function checkedQuery(org: LocalOrg, query: QueryText, apiVersion: number) {
  try {
    const soql = filledQuery(query, () => '1');
    if (queryAccess(soql).isSecurityEnforced && apiVersion > lastSecurityEnforced) {
      throw new QueryProblem(
        'WITH SECURITY_ENFORCED is not supported. Use WITH USER_MODE instead.',
      );
    }
    const { entity, object, isCountOnly } = compiledQuery({
      soql,
      schema: org.schema,
      access: fullAccess,
      now: org.clock.now(),
      timeZone: 'UTC',
      all: false,
      binds: unknownValues(query),
    });
    return { object, isAggregate: entity === 'AggregateResult', isCountOnly };
  } catch (error) {
    if (error instanceof SalesforceError) throw new QueryProblem(plainMessage(error));
    throw error;
  }
}

/** null may stand for any bind: every field can be compared with it. */
function unknownValues({ binds }: QueryText): ReadonlyMap<string, readonly BoundValue[]> {
  return new Map(binds.map(({ index }) => [boundMarker(index), [{ type: 'NULL' }]]));
}
