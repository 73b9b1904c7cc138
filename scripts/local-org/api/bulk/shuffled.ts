/**
 * The items in another order, the same one each time for the same number of items: results may come in any order,
 * and a test that fails because of it should fail again.
 */
export function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items];
  let seed = result.length;
  for (let last = result.length - 1; last > 0; last--) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const other = seed % (last + 1);
    const [one, two] = [result[last], result[other]];
    if (one !== undefined && two !== undefined) [result[last], result[other]] = [two, one];
  }
  return result;
}
