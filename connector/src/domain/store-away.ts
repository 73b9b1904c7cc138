/** The connector's own database does not take or give what a run needs, and waiting did not help. */
export class StoreAway extends Error {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `The connector's database does not answer: ${reason}. Its operator can check DATABASE_URL or DATA_DIRECTORY, and the space on its disk.`,
      { cause },
    );
    this.name = 'StoreAway';
  }
}
