import type { QueryResult, SObjectRecord } from '../../soql/query-result.ts';
import type { ApiContext } from '../api-context.ts';
import {
  param,
  type Resource,
  type ResourceAnswer,
  type ResourceRequest,
} from '../http/resource.ts';
import { columnMetadata } from '../query/column-metadata.ts';

/** Queries of the Tooling API. Objects it doesn't have of its own are the org's. */
export function toolingResources(context: ApiContext): readonly Resource[] {
  return [
    {
      method: 'GET',
      path: '/tooling/query',
      operation: 'tooling',
      answer: (request) => query(request, context),
    },
    {
      method: 'GET',
      path: '/tooling/query/:locator',
      operation: 'tooling',
      answer: (request) => ({
        status: 200,
        body: context.cursors.page(param(request, 'locator'), request.session.userId),
      }),
    },
  ];
}

function query(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const soql = request.query.get('q') ?? '';
  const object = /\bFROM\s+(\w+)/i.exec(soql)?.[1] ?? '';
  const result = context.tooling.has(object)
    ? withCoverage(context.tooling.query(soql))
    : request.session.query(soql);
  if (request.query.get('columns') === 'true') {
    return { status: 200, body: columnMetadata(result, context.org.schema) };
  }
  const { userId } = request.session;
  const { version } = request;
  const { pageSize } = context.options;
  return {
    status: 200,
    body: context.cursors.firstPage(result, { soql, userId, version, pageSize }),
  };
}

/** Coverage is an object of two lists of line numbers, kept as text. */
function withCoverage(result: QueryResult): QueryResult {
  const { entity, object, columns, rows, aggregatedRows } = result;
  return {
    entity,
    object,
    columns,
    rows,
    aggregatedRows,
    get totalSize() {
      return result.totalSize;
    },
    records: (version) => parsed(result.records(version)),
  };
}

function* parsed(records: Iterable<SObjectRecord>): Generator<SObjectRecord> {
  for (const record of records) {
    const { Coverage } = record;
    yield typeof Coverage === 'string'
      ? { ...record, Coverage: JSON.parse(Coverage) as unknown }
      : record;
  }
}
