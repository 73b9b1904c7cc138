import { Type } from 'typebox';
import { NumberOrNull, TextOrNull } from './common.ts';

/** The ISVapp port over HTTP (docs/isvapp-api.md). */
const exact = { additionalProperties: false };
const uuid = Type.String({ pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const anyId = (prefix: string) =>
  Type.String({ pattern: `^${prefix}[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$` });
const window = Type.Enum(['calendar', 'rolling']);
const metricKey = Type.String({ minLength: 1, maxLength: 255 });

export const SessionBodySchema = Type.Object(
  {
    organizationId: Type.Unsafe<string | null>({
      type: ['string', 'null'],
      pattern: '^00D[A-Za-z0-9]{15}$',
      description: '18 characters; null for the organization of the API key',
    }),
  },
  exact,
);

export const SessionSchema = Type.Object({
  protocol: Type.Literal(1),
  version: Type.String({ description: 'Of the connector that answers' }),
  sessionId: Type.String(),
  organizationId: Type.String(),
});

export const SessionParamsSchema = Type.Object({ sessionId: uuid });
export const RefreshParamsSchema = Type.Object({ sessionId: uuid, refreshId: uuid });
export const ReportParamsSchema = Type.Object({ sessionId: uuid, reportId: uuid });
export const PartParamsSchema = Type.Object({
  sessionId: uuid,
  reportId: uuid,
  part: Type.String({ pattern: '^\\d{1,5}$', description: 'From 0' }),
});

const NoticeSchema = Type.Object({
  code: Type.String(),
  message: Type.String(),
  count: Type.Integer(),
});
const RunningSchema = Type.Object({ state: Type.Literal('running') });

export const RefreshSchema = Type.Union([
  RunningSchema,
  Type.Object({ state: Type.Literal('done'), notices: Type.Array(NoticeSchema) }),
]);

export const FeaturesSchema = Type.Object({
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

export const PackagesNotEnabledSchema = Type.Object({ packageIds: Type.Array(Type.String()) });

export const CatalogueBodySchema = Type.Object(
  {
    packages: Type.Array(
      Type.Object({ id: anyId('033'), name: Type.String({ maxLength: 1_000 }) }, exact),
      { maxItems: 5_000 },
    ),
    window,
  },
  exact,
);

export const CatalogueSchema = Type.Object({
  metrics: Type.Array(
    Type.Object({
      key: Type.String(),
      label: Type.String(),
      category: Type.String(),
      packageId: TextOrNull,
      packageName: TextOrNull,
      unit: Type.String(),
      latestDataPoint: TextOrNull,
      state: Type.String(),
    }),
  ),
});

export const AttributionsBodySchema = Type.Object(
  {
    attributions: Type.Array(
      Type.Object(
        {
          accountId: anyId('001'),
          organizationId: anyId('00D'),
          packageId: anyId('033'),
          licensed: Type.Boolean(),
        },
        exact,
      ),
      { maxItems: 4_000 },
    ),
  },
  exact,
);

export const MeasurementBodySchema = Type.Object(
  {
    metricKeys: Type.Array(metricKey, { maxItems: 10_000 }),
    besides: Type.Optional(
      Type.Array(metricKey, {
        maxItems: 100,
        description: 'Counted as well; nothing is told where there is no data for them',
      }),
    ),
    window,
    excludeAutomation: Type.Boolean(),
    estimateExternalUsers: Type.Boolean(),
    parts: Type.Integer({ minimum: 0, description: 'How many parts of attributions were sent' }),
  },
  exact,
);

export const MeasurementSchema = Type.Union([
  RunningSchema,
  Type.Object({
    state: Type.Literal('done'),
    data: Type.Array(
      Type.Object({
        metricKey: Type.String(),
        state: Type.String(),
        start: TextOrNull,
        end: TextOrNull,
      }),
    ),
    notices: Type.Array(NoticeSchema),
  }),
]);

export const NumbersBodySchema = Type.Object(
  { accountIds: Type.Array(anyId('001'), { maxItems: 1_000 }) },
  exact,
);

export const NumbersSchema = Type.Object({
  metricKeys: Type.Array(Type.String()),
  rows: Type.Array(
    Type.Object({
      accountId: Type.String({ description: 'As it was asked for' }),
      numbers: Type.Array(NumberOrNull, {
        description: 'By the metric keys; null where nothing was counted, which is not 0',
      }),
      externalUsers: NumberOrNull,
    }),
    { description: 'An Account without any row is absent' },
  ),
});
