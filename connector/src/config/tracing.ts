import type { Variables } from './variables.ts';

/** Where traces go. */
export interface TracingConfig {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
}

/** Nothing where nobody collects. The names and forms are those of the OpenTelemetry specification. */
export function tracingConfig({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_HEADERS: headers,
  OTEL_SERVICE_NAME: serviceName,
}: Variables): { readonly tracing?: TracingConfig } {
  return endpoint === undefined
    ? {}
    : { tracing: { endpoint, headers: headersIn(headers ?? ''), serviceName } };
}

/** `name=value` with commas between; values are percent-encoded. */
function headersIn(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())];
    }),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // A per cent sign that stands for itself.
    return value;
  }
}
