import type { FastifySchemaValidationError } from 'fastify';

/**
 * Why a part of a request (`body`, `querystring`, `params`, `headers`) is refused. Ajv's own words leave out which
 * property is not known, and which values are.
 */
export function schemaRefusal(
  errors: readonly FastifySchemaValidationError[],
  part: string,
): Error {
  const [first] = errors;
  if (!first) return new Error(`${part} is not as it has to be.`);
  const where = `${part}${first.instancePath}`;
  const { additionalProperty, allowedValues } = first.params;
  if (typeof additionalProperty === 'string')
    return new Error(`${where} has "${additionalProperty}", which is not known here.`);
  if (Array.isArray(allowedValues))
    return new Error(`${where} must be one of ${allowedValues.map(String).join(', ')}.`);
  return new Error(`${where} ${first.message ?? 'is not as it has to be'}`);
}
