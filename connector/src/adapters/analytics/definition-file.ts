import { readFile } from 'node:fs/promises';

/** What is wrong in a file of definitions, in a sentence. */
export class DefinitionMistake extends Error {}

export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON file in which an operator defines something for the whole connector. */
export interface DefinitionFile {
  readonly path: string;
  /** What it is called: "features file". */
  readonly name: string;
  /** The variable that names it. */
  readonly variable: string;
}

/**
 * Reads the file with `definitions`, which throws a `DefinitionMistake` where its content can't be used.
 *
 * @throws with the file, and what is wrong
 */
export async function readDefinitions<T>(
  file: DefinitionFile,
  definitions: (content: unknown) => T,
): Promise<T> {
  try {
    return definitions(parsed(await textOf(file)));
  } catch (error) {
    if (!(error instanceof DefinitionMistake)) throw error;
    throw new Error(
      `The ${file.name} ${file.path} can't be used. ${error.message} Whoever maintains the file can correct it.`,
      { cause: error },
    );
  }
}

async function textOf({ path, variable }: DefinitionFile): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new DefinitionMistake(`It does not exist: ${variable} may be misspelt.`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new DefinitionMistake(`It is not JSON: ${error instanceof Error ? error.message : ''}.`);
  }
}

/** A key that isn't known is a mistake: a refinement that is misspelled would silently count everything. */
export function objectOf(content: unknown, place: string, keys: readonly string[]): JsonObject {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new DefinitionMistake(`${place} must be an object.`);
  }
  const unknown = Object.keys(content).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw new DefinitionMistake(
      `${place} has the key "${unknown}"; it may have ${keys.join(', ')}.`,
    );
  }
  return content as JsonObject;
}

export function textIn(source: JsonObject, key: string, place: string): string {
  const value = source[key];
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new DefinitionMistake(`${place}: "${key}" must be a text that is not empty.`);
}

/** An empty list would be a refinement that nothing passes, which nobody means: leave the key away for "all". */
export function textsIn(
  source: JsonObject,
  key: string,
  place: string,
): readonly string[] | undefined {
  const value = source[key];
  if (value === undefined) return undefined;
  const isText = (each: unknown): each is string => typeof each === 'string' && each !== '';
  if (Array.isArray(value) && value.length > 0 && value.every(isText)) return value;
  throw new DefinitionMistake(
    `${place}: "${key}" must be a list of texts with at least one in it; leave it away where all count.`,
  );
}
