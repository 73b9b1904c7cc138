import type { License } from '../domain/license.ts';

/** The License records of the License Management App. */
export interface LicenseSource {
  /**
   * Every License record, in batches; an empty one tells that they are waited for. Throws an OrgError (`incomplete`, or why a page could not be had)
   * when not all of them could be read: a missing licence must never look like "unlicensed" (decision 54).
   *
   * @param signal ends the waiting for a Bulk query, which may take hours; then its reason is thrown
   */
  readLicenses(signal?: AbortSignal): AsyncIterable<readonly License[]>;
}
