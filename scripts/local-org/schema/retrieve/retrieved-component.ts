/** A component the org has, as listMetadata and the file properties of a retrieve describe it. */
export interface RetrievedComponent {
  readonly type: string;
  readonly fullName: string;
  /** Null for a standard field or object. */
  readonly id: string | null;
  /** Path in a package: `objects/Account.object`. */
  readonly fileName: string;
  readonly lastModifiedDate: string;
}

/** Part of the org as a package in metadata format. */
export interface RetrieveResult {
  /** With `package.xml`, which names what was found. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly components: readonly RetrievedComponent[];
  /** One sentence for each named member the org doesn't have. */
  readonly problems: readonly string[];
}
