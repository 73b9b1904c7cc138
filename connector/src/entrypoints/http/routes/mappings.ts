import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type, type Static } from 'typebox';
import { mappingKinds, type Mapping, type MappingProblem } from '../../../domain/mapping.ts';
import type { ApiService, SetupSeen } from '../api-service.ts';
import { organizationOf } from '../authentication.ts';
import { refusals, TextOrNull } from '../schemas/common.ts';

const RemarkSchema = Type.Object({
  code: Type.String(),
  message: Type.String(),
  explanation: Type.String({ description: 'What to do and who can do it' }),
});

const MappingSchema = Type.Object({
  mapping: Type.String({ description: 'Developer name' }),
  label: Type.String(),
  kind: Type.Enum([...mappingKinds]),
  accountField: TextOrNull,
  metricKey: TextOrNull,
  state: Type.Enum(['carried-out', 'paused', 'removed'], {
    description: 'paused: a problem keeps it from being carried out; removed: it can be restored',
  }),
  problems: Type.Array(RemarkSchema),
  warnings: Type.Array(RemarkSchema),
});

/** The mappings as the connector sees them: which a run would carry out, and why the others are paused. */
export const mappingsRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'setup'>> = (
  app,
  { setup },
  done,
) => {
  app.get(
    '/mappings',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listMappings',
        summary: 'The mappings with their validation; read from the organization once a minute',
        response: {
          200: Type.Object({ readAt: Type.String(), mappings: Type.Array(MappingSchema) }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const seen = await setup(organizationOf(request));
      return {
        readAt: seen.readAt.toISOString(),
        mappings: seen.mappings.map((each) => mappingSeen(each, seen)),
      };
    },
  );
  done();
};

function mappingSeen(mapping: Mapping, { checked }: SetupSeen): Static<typeof MappingSchema> {
  const { name, label, kind, field, metricKey, isActive } = mapping;
  const usable = checked.usable.find((each) => each.name === name);
  const pausedOrNot = usable ? 'carried-out' : 'paused';
  return {
    mapping: name,
    label,
    kind,
    accountField: field,
    // Of one that is carried out, in the spelling of the catalogue.
    metricKey: usable?.metricKey ?? metricKey,
    state: isActive ? pausedOrNot : 'removed',
    problems: remarksOn(name, checked.problems),
    warnings: remarksOn(name, checked.warnings),
  };
}

function remarksOn(name: string, all: readonly MappingProblem[]): Static<typeof RemarkSchema>[] {
  return all
    .filter(({ mapping }) => mapping.name === name)
    .map(({ code, message, explanation }) => ({ code, message, explanation }));
}
