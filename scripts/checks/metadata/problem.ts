/** Something in the package that Salesforce or this project would refuse. */
export interface Problem {
  /** Path of the file, relative to the directory that was checked. */
  readonly file: string;
  /** What is wrong and what to do. */
  readonly message: string;
}
