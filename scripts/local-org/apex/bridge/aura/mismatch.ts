/** JSON that can't be a value of the type that is asked for. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';
}
