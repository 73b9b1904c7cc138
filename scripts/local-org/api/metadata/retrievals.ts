import type { LocalOrg } from '../../org.ts';
import type { PackageManifest } from '../../schema/deploy/package-manifest.ts';
import type { RetrieveResult } from '../../schema/retrieve/retrieved-component.ts';
import { numberedId } from '../../schema/salesforce-id.ts';
import { notFound } from '../http/api-error.ts';

/** A retrieve: its result is fixed when it is asked for. */
export interface Retrieval {
  /** `09S…` */
  readonly id: string;
  readonly userId: string;
  readonly result: RetrieveResult;
}

/** Metadata retrieves of this org. They are done at once; clients poll for them all the same. */
export class Retrievals {
  readonly #org: LocalOrg;
  readonly #retrievals = new Map<string, Retrieval>();

  constructor(org: LocalOrg) {
    this.#org = org;
  }

  start(manifest: PackageManifest, version: string, userId: string): Retrieval {
    const id = numberedId('09S', this.#retrievals.size + 1);
    const retrieval = { id, userId, result: this.#org.retrieve(manifest, version) };
    this.#retrievals.set(id.slice(0, 15), retrieval);
    return retrieval;
  }

  /** 15 or 18 characters. Throws NOT_FOUND. */
  find(id: string): Retrieval {
    const retrieval = this.#retrievals.get(id.slice(0, 15));
    if (retrieval === undefined) throw notFound();
    return retrieval;
  }
}
