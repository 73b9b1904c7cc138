import { type TypeName } from '../values/type-name.ts';
import { typeKey } from './class-model.ts';
import type { TypeTable } from './type-table.ts';

interface WithParameters {
  readonly parameters: readonly TypeName[];
}

/**
 * The candidate whose parameters the argument types fit best, as the platform chooses: by static types, exact before
 * subtype before conversion. undefined when none fits. The first of equals wins: candidates come from the class upwards.
 */
export function chosenOverload<Candidate extends WithParameters>(
  table: TypeTable,
  candidates: readonly Candidate[],
  args: readonly TypeName[],
): Candidate | undefined {
  let best: Candidate | undefined;
  let bestCost = Infinity;
  for (const candidate of candidates) {
    const cost = totalCost(table, candidate.parameters, args);
    if (cost < bestCost) [best, bestCost] = [candidate, cost];
  }
  return best;
}

function totalCost(
  table: TypeTable,
  parameters: readonly TypeName[],
  args: readonly TypeName[],
): number {
  if (parameters.length !== args.length) return Infinity;
  return parameters.reduce((sum, to, at) => sum + cost(table, args[at] ?? to, to), 0);
}

const numeric = ['integer', 'long', 'double', 'decimal'];
const conversionCost = 100;
const objectCost = 10_000;

function cost(table: TypeTable, from: TypeName, to: TypeName): number {
  if (typeKey(from) === typeKey(to)) return 0;
  if (!table.isAssignable(from, to)) return Infinity;
  if (to.name === 'Object') return objectCost;
  if (from.name === 'null') return 1;
  const step = numeric.indexOf(typeKey(to)) - numeric.indexOf(typeKey(from));
  if (numeric.includes(typeKey(to)) && numeric.includes(typeKey(from))) return Math.abs(step);
  return table.isSubtype(from, to) ? distance(table, from, to) : conversionCost;
}

/** Steps up the inheritance from one type to the other. */
function distance(table: TypeTable, from: TypeName, to: TypeName): number {
  if (typeKey(from) === typeKey(to)) return 0;
  const ways = table.supertypes(from).filter((each) => table.isSubtype(each, to));
  return 1 + Math.min(...ways.map((each) => distance(table, each, to)), conversionCost);
}
