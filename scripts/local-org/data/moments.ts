/** The moment as the API writes datetimes, and as the tables hold them: `2026-11-24T10:00:00.000+0000`. */
export function apiDateTime(moment: Date): string {
  return moment.toISOString().replace('Z', '+0000');
}
