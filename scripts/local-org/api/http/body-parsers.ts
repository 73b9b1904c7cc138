import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { apiError } from './api-error.ts';

/** 100 MB of raw CSV are 150 MB once Salesforce has encoded them (limits of Bulk API 2.0). */
export const largestBodyBytes = 160 * 1_048_576;

/**
 * What the org reads. JSON may be empty: clients send `content-type: application/json` on DELETE without a body.
 * CSV stays a stream, because a bulk upload must not become one string.
 */
export async function addBodyParsers(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, parsedJson(String(text)));
    } catch (error) {
      done(error as Error);
    }
  });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, text, done) => {
      done(null, new URLSearchParams(String(text)));
    },
  );
  app.addContentTypeParser('text/csv', (_request, payload, done) => {
    done(null, payload);
  });
  app.addContentTypeParser(
    ['text/xml', 'application/xml'],
    { parseAs: 'string' },
    (_request, text, done) => {
      done(null, text);
    },
  );
  await app.register(multipart, {
    limits: { fileSize: largestBodyBytes, fieldSize: 1_048_576, files: 4, fields: 16 },
  });
}

/** Throws JSON_PARSER_ERROR. Undefined for an empty text. */
export function parsedJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw apiError(400, 'JSON_PARSER_ERROR', (error as Error).message);
  }
}
