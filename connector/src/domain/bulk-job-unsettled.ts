/**
 * A Bulk job of ours whose end is not known yet. Its rows may be written at any time, so they are neither sent again nor
 * counted: whoever goes on with them asks the job again. It is neither aborted nor deleted, for it may be nearly done.
 */
export class BulkJobUnsettled extends Error {
  readonly jobId: string;

  constructor(jobId: string, reason: string, options?: ErrorOptions) {
    super(`What became of Bulk job ${jobId} is not known yet: ${reason}`, options);
    this.name = 'BulkJobUnsettled';
    this.jobId = jobId;
  }
}
