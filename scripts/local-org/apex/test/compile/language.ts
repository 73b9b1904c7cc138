import { compileProgram } from '../../compile/compile-program.ts';
import type { ApexSource, Program } from '../../compile/program.ts';
import { libraryNatives } from '../../library/library-natives.ts';
import { nativeType } from '../../library/native-type.ts';
import { idMembers } from '../../library/id.ts';
import { systemMembers } from '../../library/system.ts';
import { languageTypes } from '../../run/platform-exceptions.ts';
import { Limits } from '../../run/limits.ts';
import { Transaction } from '../../run/transaction.ts';
import type { Environment, StatementHooks } from '../../types/environment.ts';

const noOrg = (): never => {
  throw new Error('This program has no org');
};
const statements: StatementHooks = {
  compileQuery: noOrg,
  onlyRow: noOrg,
  dml: noOrg,
  merge: noOrg,
  runAs: (_run, _user, body) => {
    body();
  },
};

/** The language with its library, and no org. */
export const languageEnvironment: Environment = {
  natives: [
    ...libraryNatives,
    ...languageTypes,
    nativeType('System.System', [...systemMembers]),
    nativeType('System.Id', [...idMembers]),
  ],
  sObjects: { find: () => undefined },
  statements,
  reflectedSObject: () => undefined,
};

/** The classes of the texts, each named as the type it declares. */
export function programOf(...texts: readonly string[]): Program {
  const sources = texts.map((text): ApexSource => {
    const name = /\b(?:class|interface|enum)\s+(\w+)/.exec(text)?.[1] ?? '';
    return { name, text, apiVersion: 66 };
  });
  return compileProgram(sources, languageEnvironment);
}

/** A transaction of the program at a fixed moment. */
export function transactionOf(program: Program, limits = new Limits()): Transaction {
  return new Transaction({
    reflection: (run) => program.reflection(run),
    nowMs: () => Date.UTC(2026, 10, 24, 10),
    randomBytes: (count) => new Uint8Array(count),
    timeZone: 'America/Los_Angeles',
    limits,
  });
}

/** What the statements print with System.debug, with the classes beside them. Throws what they throw. */
export function printed(statementsText: string, ...classes: readonly string[]): readonly string[] {
  const program = programOf(...classes);
  if (program.problems.length > 0) throw new Error(JSON.stringify(program.problems));
  const run = transactionOf(program);
  program.anonymous(statementsText, 66).run(run);
  return run.debugLog.map(({ text }) => text);
}

/** The problems of a class around the members, as `line: problem`. */
export function problemsOf(...texts: readonly string[]): readonly string[] {
  return programOf(...texts).problems.map(({ line, problem }) => `${line}: ${problem}`);
}
