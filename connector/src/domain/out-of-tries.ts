/** A run that no worker carried to its end, however often one began it. */
export class OutOfTries extends Error {
  constructor(tries: number, lastReason: string | undefined) {
    super(
      `The run was begun ${tries} times and never ended. The last time: ${lastReason ?? 'its worker was not heard of any more, as when its process is killed'}`,
    );
    this.name = 'OutOfTries';
  }
}
