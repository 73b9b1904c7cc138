import { ApexDatetime } from '../values/apex-datetime.ts';
import type { ApexEnumValue } from '../values/apex-enum-value.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { equalValues } from '../values/equality.ts';
import { debugTextOf } from '../values/text.ts';
import { systemAssertions } from './assert.ts';
import { dayAt } from './date.ts';
import { hashCodeOf } from './hash-code.ts';
import {
  nativeEnum,
  nativeType,
  staticMethod,
  type NativeMember,
  type NativeType,
} from './native-type.ts';

export const loggingLevelType: NativeType = nativeEnum('System.LoggingLevel', [
  'NONE',
  'INTERNAL',
  'FINEST',
  'FINER',
  'FINE',
  'DEBUG',
  'INFO',
  'WARN',
  'ERROR',
]);

/** The static methods of class System that need no org; platform/ adds its own to them. */
export const systemMembers: readonly NativeMember[] = [
  ...systemAssertions,
  staticMethod('void debug(Object value)', (run, value: ApexValue) => {
    run.log('DEBUG', debugTextOf(value, run));
  }),
  staticMethod(
    'void debug(System.LoggingLevel level, Object value)',
    (run, level: ApexEnumValue, value: ApexValue) => {
      run.log(level.name, debugTextOf(value, run));
    },
  ),
  staticMethod('Datetime now()', (run) => new ApexDatetime(run.nowMs())),
  staticMethod('Date today()', (run) => dayAt(run, run.nowMs())),
  staticMethod('Long currentTimeMillis()', (run) => BigInt(run.nowMs())),
  staticMethod(
    'Boolean equals(Object left, Object right)',
    (run, left: ApexValue, right: ApexValue) => equalValues(left, right, run),
  ),
  staticMethod('Integer hashCode(Object value)', (run, value: ApexValue) => hashCodeOf(run, value)),
];

const limits: Readonly<Record<string, string>> = {
  Queries: 'queries',
  QueryRows: 'queryRows',
  DmlStatements: 'dmlStatements',
  DmlRows: 'dmlRows',
  Callouts: 'callouts',
  QueueableJobs: 'queueableJobs',
  FutureCalls: 'futureCalls',
};

/** System.Limits, for what the transaction counts. */
export const limitsType: NativeType = nativeType(
  'System.Limits',
  Object.entries(limits).flatMap(([name, counted]) => [
    staticMethod(`Integer get${name}()`, (run) => run.limit(counted)?.used),
    staticMethod(`Integer getLimit${name}()`, (run) => run.limit(counted)?.allowed),
  ]),
);
