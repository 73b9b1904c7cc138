/** Longer chains of causes are cut: they go in a circle. */
const mostCauses = 8;

/**
 * An error as the log has it: type, message, stack, what a library attached to it, and its causes as records of
 * their own, where pino would add their messages to the first. What is no error is returned as it is.
 */
export function errorRecord(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error) || depth >= mostCauses) return error;
  const inner = (each: unknown) => errorRecord(each, depth + 1);
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...Object.fromEntries(Object.entries(error)),
    ...(error.cause === undefined ? {} : { cause: inner(error.cause) }),
    ...(error instanceof AggregateError ? { errors: error.errors.map(inner) } : {}),
  };
}
