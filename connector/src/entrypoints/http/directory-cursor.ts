import type {
  DirectoryColumn,
  DirectoryPosition,
  DirectoryQuery,
  SortKey,
} from '../../domain/directory-query.ts';
import { isSalesforceId } from '../../domain/salesforce-id.ts';
import { ProblemError } from './problem.ts';

type Order = Pick<DirectoryQuery, 'sort' | 'descending'>;

/** The text that stands for a position in a sort order. It holds what its bearer has been shown, and no more. */
export function cursorOf({ key, accountId }: DirectoryPosition, order: Order): string {
  const parts = [order.sort.name, order.descending, key, accountId];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * The position that a cursor stands for.
 *
 * @throws ProblemError 400 where it is no cursor, or one of another sort order
 */
export function cursorPosition(cursor: string, { sort, descending }: Order): DirectoryPosition {
  const parts = partsOf(cursor);
  if (!Array.isArray(parts) || parts.length !== 4) throw refused('is not one that was given out');
  const [column, direction, key, accountId] = parts as readonly unknown[];
  if (column !== sort.name || direction !== descending)
    throw refused('belongs to another sort order');
  if (!isSortKey(key, sort) || typeof accountId !== 'string' || !isSalesforceId(accountId))
    throw refused('is not one that was given out');
  return { key, accountId };
}

function partsOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isSortKey(key: unknown, { type }: DirectoryColumn): key is SortKey {
  if (key === null) return true;
  if (type === 'number') return typeof key === 'number';
  if (type === 'checkbox') return typeof key === 'boolean';
  return typeof key === 'string' && !key.includes('\0');
}

function refused(reason: string): ProblemError {
  return new ProblemError(
    400,
    'The cursor can not be used',
    `The cursor ${reason}. Begin with the first page.`,
  );
}
