import { randomUUID } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { saveError } from '../../data/row-failure.ts';
import type { RecordInput, SaveError } from '../../data/save-result.ts';
import { isTrue, xmlRoot } from '../../schema/deploy/xml-element.ts';
import { apiDateTime } from '../../data/moments.ts';
import type { LocalOrg } from '../../org.ts';
import type { AnalyticsSource } from './analytics-files.ts';
import { analyticsQuery, type AnalyticsQuery } from './analytics-query.ts';
import { queryComplaint } from './query-complaint.ts';
import { simulatedData } from './simulated-data.ts';

export interface AnalyticsOptions {
  readonly org: LocalOrg;
  readonly clock: { now(): Date };
  /** Holds the files that are ready. */
  readonly folder: string;
  /** Null: the org has no usage data, and every request ends in NoData. */
  readonly source: AnalyticsSource | null;
  /** How long a request waits as New, and then works as Pending. */
  readonly stepMs: number;
  /** Requests that may wait or work at a time. */
  readonly pendingLimit: number;
  /** Bytes of files that may get ready in any 24 hours; a request beyond them fails. */
  readonly dailyBytes: number;
  /** Simulation mode until AppAnalyticsSettings are deployed, which then decide: sample data and nothing else. */
  readonly simulates: boolean;
  readonly reportDefect: (error: unknown) => void;
}

const objectName = 'AppAnalyticsQueryRequest';
/** Download addresses live an hour from completion. */
const downloadMs = 3_600_000;
const dayMs = 24 * 3_600_000;

interface ReadyFile {
  readonly path: string;
  readonly requestId: string;
  readonly contentType: string;
}

/** A failure that is no defect of the org: a fault asked for it, or a limit is reached. */
class RequestFailure extends Error {}

/**
 * The life of AppAnalyticsQueryRequest records: New → Pending → Complete (or NoData, Failed) → Expired, by the org's
 * clock. Nothing runs on a timer: each API request first lets happen what is due, so a test only moves the clock.
 */
export class AnalyticsRequests {
  readonly #options: AnalyticsOptions;
  readonly #files = new Map<string, ReadyFile>();
  #failure: string | null = null;
  #underWay: Promise<void> = Promise.resolve();

  constructor(options: AnalyticsOptions) {
    this.#options = options;
  }

  /** Why a new record of the object can't be saved, or nothing: it's of another object, or fine. */
  complaint(object: string, record: RecordInput): SaveError | undefined {
    if (object.toLowerCase() !== objectName.toLowerCase()) return undefined;
    const complaint = queryComplaint(analyticsQuery(record), this.#options.clock.now());
    if (complaint !== undefined) return complaint;
    if (this.#inState('New', 'Pending').length < this.#options.pendingLimit) return undefined;
    return saveError('LIMIT_EXCEEDED', 'Query rate limit exceeded');
  }

  /** The next request that gets its turn fails with this message. */
  failNext(message: string): void {
    this.#failure = message;
  }

  /** Lets happen what is due, in order. Address is the org's: `http://127.0.0.1:7070`. */
  async advance(address: string): Promise<void> {
    this.#underWay = this.#underWay.then(() => this.#advance(address));
    await this.#underWay;
  }

  /** The file behind a download address, while the address lives. */
  file(key: string): ReadyFile | undefined {
    return this.#files.get(key);
  }

  async #advance(address: string): Promise<void> {
    const nowMs = this.#options.clock.now().getTime();
    for (const record of this.#inState('New', 'Pending', 'Complete')) {
      if (record.state === 'Complete') this.#expire(record, nowMs);
      else await this.#process(record, nowMs, address);
    }
  }

  async #process(record: OpenRequest, nowMs: number, address: string): Promise<void> {
    const { stepMs } = this.#options;
    const submittedMs = record.createdMs + stepMs;
    if (nowMs < submittedMs) return;
    if (record.state === 'New') {
      const QuerySubmittedTime = apiDateTime(new Date(submittedMs));
      this.#set(record.id, { RequestState: 'Pending', QuerySubmittedTime });
    }
    const completedMs = submittedMs + stepMs;
    if (nowMs >= completedMs) await this.#complete(record, completedMs, address);
  }

  async #complete(record: OpenRequest, completedMs: number, address: string): Promise<void> {
    const key = randomUUID();
    const path = join(this.#options.folder, key);
    try {
      const query = analyticsQuery(record.fields);
      if ((await this.#write(query, path)) === 0) {
        rmSync(path, { force: true });
        this.#set(record.id, { RequestState: 'NoData' });
        return;
      }
      const size = statSync(path).size;
      this.#refuseBeyondDay(size, completedMs);
      const contentType = query.fileType === 'csv' ? 'text/csv' : 'application/octet-stream';
      this.#files.set(key, { path, requestId: record.id, contentType });
      this.#set(record.id, {
        RequestState: 'Complete',
        DownloadUrl: `${address}/app-analytics/${key}`,
        DownloadExpirationTime: apiDateTime(new Date(completedMs + downloadMs)),
        DownloadSize: size,
      });
    } catch (error) {
      rmSync(path, { force: true });
      if (!(error instanceof RequestFailure)) this.#options.reportDefect(error);
      this.#fail(record.id, error instanceof Error ? error.message : String(error));
    }
  }

  /** Number of rows; throws a failure that was asked for. */
  async #write(query: AnalyticsQuery, path: string): Promise<number> {
    const failure = this.#failure;
    this.#failure = null;
    if (failure !== null) throw new RequestFailure(failure);
    const source = this.#simulates() ? simulatedData : this.#options.source;
    return source === null ? 0 : await source.write(query, path);
  }

  /** Whether only sample data is given: the settings deployed to the org say so, or whoever started it. */
  #simulates(): boolean {
    const { org, simulates } = this.#options;
    const settings = org.components('Settings').find(({ fullName }) => fullName === 'AppAnalytics');
    if (settings === undefined) return simulates;
    return isTrue(xmlRoot(new TextDecoder().decode(settings.content)), 'enableSimulationMode');
  }

  /** That the limit exists is documented, what an org does beyond it isn't: the request fails, the next day's don't. */
  #refuseBeyondDay(size: number, completedMs: number): void {
    const { org, dailyBytes } = this.#options;
    const since = apiDateTime(new Date(completedMs + downloadMs - dayMs)).replace('+0000', 'Z');
    const soql = `SELECT SUM(DownloadSize) bytes FROM ${objectName} WHERE DownloadExpirationTime > ${since}`;
    const [used] = org.asSystem(org.administratorId).query(soql).rows;
    if (Number(used?.[0] ?? 0) + size <= dailyBytes) return;
    throw new RequestFailure('The limit of data to download in 24 hours is reached.');
  }

  #fail(id: string, message: string): void {
    this.#set(id, { RequestState: 'Failed', ErrorMessage: message.slice(0, 255) });
  }

  #expire({ id, expiresMs }: OpenRequest, nowMs: number): void {
    if (expiresMs === null || nowMs < expiresMs) return;
    for (const [key, { requestId, path }] of this.#files) {
      if (requestId !== id) continue;
      rmSync(path, { force: true });
      this.#files.delete(key);
    }
    this.#set(id, { RequestState: 'Expired', DownloadUrl: null });
  }

  #set(id: string, values: Readonly<Record<string, string | number | null>>): void {
    const SystemModstamp = apiDateTime(this.#options.clock.now());
    this.#options.org.systemRecords.set(objectName, id, { ...values, SystemModstamp });
  }

  #inState(...states: readonly string[]): OpenRequest[] {
    const { org } = this.#options;
    const list = states.map((state) => `'${state}'`).join(', ');
    const soql = `SELECT Id, RequestState, CreatedDate, DownloadExpirationTime, DataType, StartTime, EndTime, AvailableSince,
      PackageIds, OrganizationIds, FileType, FileCompression FROM ${objectName} WHERE RequestState IN (${list}) ORDER BY CreatedDate`;
    const records = org.asSystem(org.administratorId).query(soql).records();
    return Array.from(records, openRequest);
  }
}

/** A request that something is still to happen to. */
interface OpenRequest {
  readonly id: string;
  readonly state: string;
  readonly createdMs: number;
  readonly expiresMs: number | null;
  readonly fields: RecordInput;
}

function openRequest(record: RecordInput): OpenRequest {
  const expires = record.DownloadExpirationTime;
  return {
    id: String(record.Id),
    state: String(record.RequestState),
    createdMs: Date.parse(String(record.CreatedDate)),
    expiresMs: typeof expires === 'string' ? Date.parse(expires) : null,
    fields: record,
  };
}
