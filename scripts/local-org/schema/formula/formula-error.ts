/** A formula the org can't accept: bad syntax, an unknown field, a wrong type, or a function the stand-in lacks. Fails the deploy. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
}
