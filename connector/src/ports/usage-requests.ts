import type { UsageFile } from '../domain/usage-file.ts';

/** `AppAnalyticsQueryRequest.RequestState`; `Unknown` is a state that the documentation does not name. */
export type UsageRequestState =
  'New' | 'Pending' | 'Complete' | 'Expired' | 'Failed' | 'NoData' | 'Delivered' | 'Unknown';

/** A request for an App Analytics file as the organization keeps it. */
export interface UsageRequest {
  /** 18 characters. */
  readonly id: string;
  /** Undefined where it asks for something we never would, such as some organizations only. */
  readonly file: UsageFile | undefined;
  readonly createdAt: Date;
  readonly state: UsageRequestState;
  /** Where the file is, while its address lives. */
  readonly download: UsageDownload | undefined;
  /** What App Analytics says about a failure; empty where it says nothing. */
  readonly message: string;
}

export interface UsageDownload {
  readonly address: string;
  /** Undefined where the organization did not tell. */
  readonly bytes: number | undefined;
}

/** Requests for App Analytics files in the License Management Org. Every failure is an OrgError. */
export interface UsageRequests {
  /** Those created since, whoever did; one API call for 2,000. */
  createdSince(since: Date): Promise<readonly UsageRequest[]>;
  /**
   * Asks for a file; one API call. Where its answer is lost it may have been created all the same: createdSince tells.
   *
   * @returns the id of the request, 18 characters
   */
  ask(file: UsageFile): Promise<string>;
  /**
   * The content of a file, from its storage. Throws an OrgError: `request` where the address is none that the connector
   * fetches from or is too old, `transient` where trying again may help, `incomplete` where the content is not as long as announced.
   */
  download(download: UsageDownload): AsyncIterable<Uint8Array>;
}
