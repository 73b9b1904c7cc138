import { readLicenses } from './licenses/read-licenses.ts';
import type { RunPorts } from './run-ports.ts';

/**
 * Makes known in the organization what can be mapped, as a run does at its end, so that nobody has to wait for one.
 * Takes no App Analytics files in.
 *
 * @returns how many metrics there are
 * @throws OrgError
 */
export async function publishCatalogue({
  licenses,
  setup,
  usage,
  runLog,
}: Pick<RunPorts, 'licenses' | 'setup' | 'usage' | 'runLog'>): Promise<number> {
  const { packages } = await readLicenses(licenses);
  const { settings } = await setup.readSetup();
  const catalogue = await usage.catalogue(packages, settings.engagementWindow);
  await runLog.publishCatalogue(catalogue);
  return catalogue.length;
}
