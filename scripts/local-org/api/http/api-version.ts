import { notFound } from './api-error.ts';

/** An entry of `GET /services/data`. */
export interface ApiVersion {
  readonly label: string;
  readonly url: string;
  readonly version: string;
}

/** Oldest version a client in use still asks for, and the newest this org knows (Summer '26). */
const oldest = 45;
const newest = 67;

const seasons = ['Spring', 'Summer', 'Winter'] as const;

/** `Summer '26`: three releases a year; Winter carries the number of the year to come. */
function releaseName(version: number): string {
  const release = version - oldest;
  const year = 19 + Math.floor(release / 3) + (release % 3 === 2 ? 1 : 0);
  return `${seasons[release % 3] ?? ''} '${year}`;
}

export const apiVersions: readonly ApiVersion[] = Array.from(
  { length: newest - oldest + 1 },
  (_, index) => {
    const version = `${oldest + index}.0`;
    return { label: releaseName(oldest + index), url: `/services/data/v${version}`, version };
  },
);

const known = new Map(apiVersions.map(({ version }) => [`v${version}`, version]));

/** `62.0` of the path segment `v62.0`. Throws NOT_FOUND for a version this org doesn't have. */
export function versionOfSegment(segment: string): string {
  const version = known.get(segment);
  if (version === undefined) throw notFound();
  return version;
}
