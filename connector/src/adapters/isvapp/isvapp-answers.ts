import { Type } from 'typebox';
import { categories, metricStates, metricUnits, noticeCodes } from './isvapp-words.ts';

/** What ISVapp's answers have to be. Written apart from the server's schemas: the other side may be another version. */
const numberOrNull = Type.Unsafe<number | null>({ type: ['number', 'null'] });
const textOrNull = Type.Unsafe<string | null>({ type: ['string', 'null'] });

export const NothingAnswer = Type.Null();

export const SessionAnswer = Type.Object({
  protocol: Type.Literal(1),
  sessionId: Type.String(),
  organizationId: Type.String(),
});

const Notice = Type.Object({
  code: Type.Enum(noticeCodes),
  message: Type.String(),
  count: Type.Number(),
});

const Running = Type.Object({ state: Type.Literal('running') });

export const RefreshAnswer = Type.Union([
  Running,
  Type.Object({ state: Type.Literal('done'), notices: Type.Array(Notice) }),
]);

export const FeaturesAnswer = Type.Object({
  features: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Type.String(),
      recalculating: Type.Boolean(),
      components: Type.Array(
        Type.Object({
          packageId: Type.String(),
          entity: Type.String(),
          entityType: Type.String(),
          operations: Type.Optional(Type.Array(Type.String())),
          logRecordTypes: Type.Optional(Type.Array(Type.String())),
        }),
      ),
    }),
  ),
});

export const PackagesAnswer = Type.Object({ packageIds: Type.Array(Type.String()) });

export const CatalogueAnswer = Type.Object({
  metrics: Type.Array(
    Type.Object({
      key: Type.String(),
      label: Type.String(),
      category: Type.Enum(categories),
      packageId: textOrNull,
      packageName: textOrNull,
      unit: Type.Enum(metricUnits),
      latestDataPoint: textOrNull,
      state: Type.Enum(metricStates),
    }),
  ),
});

export const MeasurementAnswer = Type.Union([
  Running,
  Type.Object({
    state: Type.Literal('done'),
    data: Type.Array(
      Type.Object({
        metricKey: Type.String(),
        state: Type.Enum(['loaded', 'no-data', 'recalculating']),
        start: textOrNull,
        end: textOrNull,
      }),
    ),
    notices: Type.Array(Notice),
  }),
]);

export const NumbersAnswer = Type.Object({
  metricKeys: Type.Array(Type.String()),
  rows: Type.Array(
    Type.Object({
      accountId: Type.String(),
      numbers: Type.Array(numberOrNull),
      externalUsers: numberOrNull,
    }),
  ),
});
