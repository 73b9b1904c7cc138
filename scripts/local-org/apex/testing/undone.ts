import type { LocalOrg } from '../../org.ts';

class Undo extends Error {}

/** Does the work in a transaction of its own and takes back all it wrote. What the work throws is thrown on. */
export function undone<T>(org: LocalOrg, work: () => T): T {
  let result: { readonly value: T } | undefined;
  try {
    org.transaction(() => {
      result = { value: work() };
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  if (!result) throw new Error('The work ended without a result');
  return result.value;
}
