const keptDays = 90;

/** Requests older than that are forgotten: App Analytics has had nothing more of their days for weeks. */
export function keptRequestsSince(now: Date): Date {
  return new Date(now.getTime() - keptDays * 86_400_000);
}
