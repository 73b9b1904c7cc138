/** One component can't be deployed. The message is what the deploy shows as its problem. */
export class DeployFailure extends Error {
  override readonly name = 'DeployFailure';
  readonly lineNumber: number | undefined;
  readonly columnNumber: number | undefined;

  constructor(problem: string, lineNumber?: number, columnNumber?: number) {
    super(problem);
    this.lineNumber = lineNumber;
    this.columnNumber = columnNumber;
  }
}
