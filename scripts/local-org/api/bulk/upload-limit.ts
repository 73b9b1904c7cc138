import { Transform, type TransformCallback } from 'node:stream';
import { apiError } from '../http/api-error.ts';

/** An upload may be 150 MB once it is encoded in base64, which makes four characters of three bytes (upload_job_data). */
export const largestUploadBytes = (150 * 1_048_576 * 3) / 4;

/** Lets an upload through as long as it keeps within the limit. Breaks it off with LIMIT_EXCEEDED; the text is ours. */
export function uploadLimit(mostBytes: number = largestUploadBytes): Transform {
  let bytes = 0;
  return new Transform({
    transform: (piece: Buffer, _encoding: BufferEncoding, done: TransformCallback) => {
      bytes += piece.length;
      if (bytes <= mostBytes) done(null, piece);
      else done(apiError(400, 'LIMIT_EXCEEDED', `The upload is larger than ${mostBytes} bytes`));
    },
  });
}
