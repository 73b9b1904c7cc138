import type { FastifyRequest } from 'fastify';
import { parsedJson } from '../http/body-parsers.ts';
import { parts } from '../http/parts.ts';
import { invalidJob } from './job-error.ts';

/** Characters of CSV a multipart request may bring (create_job, "Usage Notes"). */
const longestContent = 100_000;

export interface MultipartJob {
  readonly body: Readonly<Record<string, unknown>>;
  readonly content: string;
}

/** The job and the CSV of a multipart request, told apart by their content types. Throws INVALIDJOB. */
export async function multipartJob(request: FastifyRequest): Promise<MultipartJob> {
  const found = await parts(request);
  const job = found.find(({ type }) => type.startsWith('application/json'));
  const content = found.find(({ type }) => type.startsWith('text/csv'))?.bytes.toString('utf8');
  if (job === undefined || content === undefined) {
    throw invalidJob(
      'A multipart request needs one part of type application/json and one of type text/csv',
    );
  }
  if (content.length > longestContent) {
    throw invalidJob(
      `The content of a multipart request can't be longer than ${longestContent} characters`,
    );
  }
  return {
    body: (parsedJson(job.bytes.toString('utf8')) ?? {}) as Record<string, unknown>,
    content,
  };
}
