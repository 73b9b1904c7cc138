import type { License } from '../../domain/license.ts';
import type { LicenseSource } from '../../ports/license-source.ts';
import type { KnownPackage } from '../../ports/usage-source.ts';
import type { TellProgress } from '../../ports/tell-progress.ts';

export interface LicensesRead {
  readonly licenses: readonly License[];
  /** The packages the licences name, each once. */
  readonly packages: readonly KnownPackage[];
  /** Licences of a Lead that was not converted yet: no Account to sync to (decision 11). */
  readonly unassigned: number;
}

/**
 * Reads every License, or throws: a run never goes on with some of them (decision 54).
 *
 * @param tell is told how many were read; nobody knows of how many
 */
export async function readLicenses(
  source: LicenseSource,
  signal?: AbortSignal,
  tell?: TellProgress,
): Promise<LicensesRead> {
  const licenses: License[] = [];
  for await (const batch of source.readLicenses(signal)) {
    licenses.push(...batch);
    await tell?.(licenses.length, 0);
  }

  const packages = new Map<string, KnownPackage>();
  for (const { packageId, packageName } of licenses) {
    if (packageId !== null && !packages.has(packageId)) {
      packages.set(packageId, { id: packageId, name: packageName ?? packageId });
    }
  }
  return {
    licenses,
    packages: [...packages.values()],
    unassigned: licenses.filter((license) => license.accountId === null).length,
  };
}
