import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { variables, type Variable, type Variables } from './variables.ts';

/** One thing that is wrong with one variable. */
export interface ConfigFault {
  readonly variable: Variable;
  /** What was found there: `is not set`, `is "loud"`. */
  readonly found: string;
  readonly expected: string;
}

/** Everything that is wrong with the environment, told at once. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[];

  /** @param otherwise another way to what was wanted, in a sentence */
  constructor(faults: readonly ConfigFault[], otherwise?: string) {
    const lines = faults.map(
      ({ variable, found, expected }) => `- ${variable} ${found}. Expected: ${expected}.`,
    );
    super(
      'The connector can not start with these settings. Whoever runs it sets them as environment variables or in the file .env, ' +
        `a filled-in copy of .env.example, which explains each:\n${[...lines, ...(otherwise === undefined ? [] : [otherwise])].join('\n')}`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** What of these is never shown, not even in part. A database's address holds its password. */
const secrets: ReadonlySet<Variable> = new Set<Variable>([
  'SALESFORCE_PRIVATE_KEY',
  'SALESFORCE_CLIENT_SECRET',
  'DATABASE_URL',
  'METRICS_TOKEN',
  'ISVAPP_API_KEY',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'ENCRYPTION_KEY',
  'ENCRYPTION_KEY_PREVIOUS',
  // Whoever knows these addresses can post, or send mail.
  'ALERT_WEBHOOK_URL',
  'ALERT_WEBHOOK_SECRET',
  'ALERT_SLACK_URL',
  'ALERT_SMTP_URL',
]);

/** A fault of the variable; `because` says more than that the value is not what was expected. */
export function configFault(
  variable: Variable,
  value: string | undefined,
  because?: string,
): ConfigFault {
  const shown = secrets.has(variable) ? 'set to a value not shown here' : `"${value ?? ''}"`;
  const found = value === undefined ? 'is not set' : `is ${shown}`;
  const schema: TSchema & { readonly description?: string } = variables.properties[variable];
  return {
    variable,
    found: because === undefined ? found : `${found}, ${because}`,
    expected: schema.description ?? '',
  };
}

/** Faults of single variables, by what the schema says of each: of one after the other, because typebox ends a list of errors early. */
export function schemaFaults(own: Partial<Variables>): ConfigFault[] {
  const { properties } = variables;
  return (Object.keys(properties) as Variable[])
    .filter((name) => {
      const value = own[name];
      return value === undefined
        ? variables.required.some((required) => required === name)
        : !Value.Check(properties[name], value);
    })
    .map((name) => configFault(name, own[name]));
}
