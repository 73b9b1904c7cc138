import type { FastifyRequest } from 'fastify';

export interface Part {
  /** Content type in lower case, empty when the part says nothing. */
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * The parts of a multipart request. Documentation and clients disagree about their names, order and file names,
 * so whoever wants one looks at its type.
 */
export async function parts(request: FastifyRequest): Promise<readonly Part[]> {
  const found: Part[] = [];
  // Without this, a part without a file name arrives already parsed, cut at the size of a form field.
  const everyPartIsAFile = { isPartAFile: () => true };
  for await (const part of request.parts(everyPartIsAFile)) {
    if (part.type === 'file')
      found.push({ type: part.mimetype.toLowerCase(), bytes: await part.toBuffer() });
  }
  return found;
}
