import { notLicensedBecause } from './account-licenses.ts';
import type { License } from './license.ts';
import type { LicensingContext } from './licensing.ts';
import type { AccountValue } from './mapped-metric.ts';
import type { Period } from './period.ts';

/** Why a target field has the value it has, in words for an administrator. */
export function valueExplanation(
  { metric, value }: AccountValue,
  licenses: readonly License[],
  context: LicensingContext,
  packageName: (packageId: string) => string,
): string {
  const period = metric.data.period;
  switch (value.reason) {
    case 'as-reported':
      return `counted ${periodWords(period)}`;
    case 'no-usage':
      return `no usage ${periodWords(period)}`;
    case 'not-licensed':
      return notLicensedBecause(licenses, metric.required ?? [], context, packageName);
    case 'no-data':
      return 'no App Analytics data that is recent and complete enough';
    case 'recalculating':
      return 'ISVapp is recalculating the feature';
  }
}

function periodWords(period: Period | undefined): string {
  if (!period) return '';
  return period.start === period.end
    ? `on ${period.start}`
    : `from ${period.start} to ${period.end}`;
}
