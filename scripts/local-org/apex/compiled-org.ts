import type { LocalOrg } from '../org.ts';
import { compileProgram } from './compile/compile-program.ts';
import type { Program } from './compile/program.ts';
import { orgEnvironment, orgSources } from './platform/org-environment.ts';

/** The Apex of an org as compiled code, which is made again once what it was made from has changed. */
export class CompiledOrg {
  readonly #org: LocalOrg;
  #known: { readonly state: string; readonly program: Program } | undefined;

  constructor(org: LocalOrg) {
    this.#org = org;
  }

  /** Costs a read of the sources while nothing has changed. */
  program(): Program {
    const sources = orgSources(this.#org);
    const state = JSON.stringify([this.#org.schema.version, sources, this.#labels()]);
    if (this.#known?.state !== state) {
      const program = compileProgram(sources, orgEnvironment(this.#org));
      this.#known = { state, program };
    }
    return this.#known.program;
  }

  #labels(): readonly string[] {
    return this.#org
      .components('CustomLabels')
      .map(({ content }) => new TextDecoder().decode(content));
  }
}
