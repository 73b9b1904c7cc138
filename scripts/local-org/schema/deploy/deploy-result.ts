/** Content of a metadata-format package: path inside the zip (`objects/Account.object`) → text or bytes. */
export type DeployFiles = ReadonlyMap<string, Uint8Array | string>;

export interface DeployOptions {
  /** Check everything, change nothing. */
  readonly checkOnly?: boolean;
  /** Default true, as the sf CLI sends it: one failure undoes all. */
  readonly rollbackOnError?: boolean;
}

/** Asked with the whole package in place, before the deploy is kept: false undoes it, as tests that fail do. */
export type DeployCheck = () => boolean;

/** One line of `details.componentSuccesses` or `componentFailures`. */
export interface DeployMessage {
  readonly fullName: string;
  /** Metadata type (`CustomField`), empty for package.xml. */
  readonly componentType: string;
  readonly fileName: string;
  readonly success: boolean;
  readonly changed: boolean;
  readonly created: boolean;
  readonly deleted: boolean;
  readonly id: string | null;
  readonly createdDate: string;
  readonly problem?: string;
  readonly problemType?: 'Error' | 'Warning';
  readonly lineNumber?: number;
  readonly columnNumber?: number;
}

/** The outcome of a deploy, as far as the metadata engine knows it; ids, dates and polling belong to the API. */
export interface DeployResult {
  readonly success: boolean;
  readonly status: 'Succeeded' | 'SucceededPartial' | 'Failed';
  readonly checkOnly: boolean;
  readonly rollbackOnError: boolean;
  readonly numberComponentsTotal: number;
  readonly numberComponentsDeployed: number;
  readonly numberComponentErrors: number;
  readonly componentSuccesses: readonly DeployMessage[];
  readonly componentFailures: readonly DeployMessage[];
}

/** A deployed component kept as files: an Apex class, a layout, labels. Of an object and its parts the content is their XML element as JSON. */
export interface StoredComponent {
  readonly type: string;
  readonly fullName: string;
  readonly id: string;
  readonly fileName: string;
  readonly content: Uint8Array;
  readonly lastModifiedDate: string;
}
