import { apexFailure, failureText, type ApexFailure } from '../apex-failure.ts';
import type { AnonymousProgram } from '../compile/program.ts';
import type { OrgTransaction } from '../platform/org-transaction.ts';
import { ApexProblemError } from '../syntax/apex-problem.ts';
import { userTimeZone } from '../user-time-zone.ts';
import type { AnonymousResult } from './anonymous-result.ts';
import type { BridgeOptions } from './bridge-options.ts';
import { debugLog } from './debug-log.ts';

/** The newest version this org knows: anonymous blocks have no metadata that names one. */
const apiVersion = 67;

const nowhere = { line: -1, column: -1 };

/** Compiles a block of Apex against the org's classes and runs it as a user. Throws UnsupportedApexError. */
export async function executeAnonymous(
  options: BridgeOptions,
  source: string,
  userId: string,
): Promise<AnonymousResult> {
  let block: AnonymousProgram;
  try {
    block = options.program().anonymous(source, apiVersion);
  } catch (error) {
    if (error instanceof ApexProblemError) return notCompiled(error);
    throw error;
  }
  return executed(options, block, source, userId);
}

function notCompiled({ position, message }: ApexProblemError): AnonymousResult {
  return {
    ...position,
    compiled: false,
    compileProblem: message,
    success: false,
    exceptionMessage: null,
    exceptionStackTrace: null,
    debugLog: '',
  };
}

async function executed(
  { org, enter }: BridgeOptions,
  block: AnonymousProgram,
  source: string,
  userId: string,
): Promise<AnonymousResult> {
  const begun = org.clock.now();
  let last: OrgTransaction | undefined;
  const failure = await failureOf(() =>
    enter({
      userId,
      work: (run) => {
        last = run;
        block.run(run);
      },
    }),
  );
  const log = debugLog({
    source,
    apiVersion,
    userId,
    username: usernameOf(org, userId),
    timeZone: userTimeZone(org, userId),
    begun,
    lines: last?.debugLog ?? [],
    failure,
  });
  return {
    ...(failure ? positionOf(failure) : nowhere),
    compiled: true,
    compileProblem: null,
    success: failure === undefined,
    exceptionMessage: failure ? failureText(failure) : null,
    exceptionStackTrace: failure?.stackTrace ?? null,
    debugLog: log,
  };
}

/** How the program failed; what is no failure of the program is thrown on. */
async function failureOf(work: () => Promise<void>): Promise<ApexFailure | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const failure = apexFailure(error);
    if (failure) return failure;
    throw error;
  }
}

/** Where the innermost call was. */
function positionOf({ stackTrace }: ApexFailure): typeof nowhere {
  const found = /line (\d+), column (\d+)/.exec(stackTrace);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : nowhere;
}

function usernameOf(org: BridgeOptions['org'], userId: string): string {
  const soql = `SELECT Username FROM User WHERE Id = '${userId}'`;
  const [username] = [...org.asSystem(org.administratorId).query(soql).rows][0] ?? [];
  if (typeof username === 'string') return username;
  throw new Error(`No user has the id ${userId}`);
}
