import { UnsupportedError } from '../../schema/unsupported-error.ts';
import type { Method, Resource } from '../http/resource.ts';

const unsupported: readonly (readonly [method: Method, path: string, name: string])[] = [
  ['GET', '/search', 'SOSL searches'],
  ['GET', '/parameterizedSearch', 'parameterized searches'],
  ['POST', '/parameterizedSearch', 'parameterized searches'],
  ['POST', '/composite/batch', 'composite/batch; send a Composite request'],
  ['POST', '/composite/graph', 'composite/graph; send Composite requests with allOrNone'],
];

/** Resources an org has and this one hasn't: they say so by name, where an unknown address would say NOT_FOUND. */
export const unsupportedResources: readonly Resource[] = unsupported.map(
  ([method, path, name]) => ({
    method,
    path,
    operation: 'other',
    answer: () => {
      throw new UnsupportedError(name);
    },
  }),
);
