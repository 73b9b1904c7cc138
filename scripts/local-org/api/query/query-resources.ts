import type { ApiContext } from '../api-context.ts';
import {
  param,
  type Resource,
  type ResourceAnswer,
  type ResourceRequest,
} from '../http/resource.ts';
import { UnsupportedError } from '../../schema/unsupported-error.ts';
import { columnMetadata } from './column-metadata.ts';

/** Bounds of `Sforce-Query-Options: batchSize=` (headers_queryoptions). */
const smallestPage = 200;
const largestPage = 2_000;

export function queryResources(context: ApiContext): readonly Resource[] {
  return [
    {
      method: 'GET',
      path: '/query',
      operation: 'query',
      answer: (request) => query(request, context, false),
    },
    {
      method: 'GET',
      path: '/queryAll',
      operation: 'query',
      answer: (request) => query(request, context, true),
    },
    {
      method: 'GET',
      path: '/query/:locator',
      operation: 'queryMore',
      answer: (request) => more(request, context),
    },
    {
      method: 'GET',
      path: '/queryAll/:locator',
      operation: 'queryMore',
      answer: (request) => more(request, context),
    },
  ];
}

function query(request: ResourceRequest, context: ApiContext, all: boolean): ResourceAnswer {
  if (request.query.has('explain')) throw new UnsupportedError('query plans (explain)');
  const soql = request.query.get('q') ?? '';
  const result = request.session.query(soql, { all });
  if (request.query.get('columns') === 'true') {
    return { status: 200, body: columnMetadata(result, context.org.schema) };
  }
  const body = context.cursors.firstPage(result, {
    soql,
    userId: request.session.userId,
    version: request.version,
    pageSize: Math.min(askedPageSize(request), context.options.pageSize),
  });
  return { status: 200, body };
}

function more(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const body = context.cursors.page(param(request, 'locator'), request.session.userId);
  return { status: 200, body };
}

/** A size out of bounds is brought into them: the header is a wish, not a promise. */
function askedPageSize({ headers }: ResourceRequest): number {
  const asked = /batchSize\s*=\s*(\d+)/i.exec(headers['sforce-query-options'] ?? '')?.[1];
  if (asked === undefined) return largestPage;
  return Math.min(largestPage, Math.max(smallestPage, Number(asked)));
}
