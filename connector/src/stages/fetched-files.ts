import type { RunRequest } from '../domain/run.ts';
import type { Notice } from '../domain/usage-report.ts';
import type { ConnectedOrg } from '../ports/org-connection.ts';
import type { RunPorts } from './run-ports.ts';

/** Brings App Analytics files, and returns what is odd about that. A run that sends failed values again does with what is there. */
export async function fetchedFiles(
  { retry, trigger }: RunRequest,
  { organizationId }: ConnectedOrg,
  { usageFiles }: RunPorts,
  signal: AbortSignal,
): Promise<readonly Notice[]> {
  if (retry || !usageFiles) return [];
  // Whoever sits at the command line expects today's numbers; a worker has asked for them ahead.
  return usageFiles.fetch({ organizationId, mayWait: trigger === 'CommandLine' }, signal);
}
