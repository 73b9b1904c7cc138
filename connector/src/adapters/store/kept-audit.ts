/** More than a year, so that a yearly review sees all of it. */
export const auditKeptMs = 400 * 86_400_000;
