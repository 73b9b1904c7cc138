import { failureText, type ApexFailure } from '../apex-failure.ts';
import type { LogLine } from '../run/transaction.ts';

/** What an execution leaves to be told. */
export interface LoggedExecution {
  readonly source: string;
  readonly apiVersion: number;
  readonly userId: string;
  readonly username: string;
  readonly timeZone: string;
  readonly begun: Date;
  readonly lines: readonly LogLine[];
  readonly failure: ApexFailure | undefined;
}

const unit = 'execute_anonymous_apex';

/** The execution of a block in the layout of an Apex debug log (Apex Developer Guide, "Debug Log"). */
export function debugLog(execution: LoggedExecution): string {
  const { source, apiVersion, userId, username, timeZone, lines, failure } = execution;
  const events = [
    `USER_INFO|[EXTERNAL]|${userId}|${username}|(GMT) ${timeZone}|${timeZone}`,
    'EXECUTION_STARTED',
    `CODE_UNIT_STARTED|[EXTERNAL]|${unit}`,
    ...lines.map(({ level, line, text }) => `USER_DEBUG|[${line}]|${level}|${text}`),
    ...(failure ? failureEvents(failure) : []),
    `CODE_UNIT_FINISHED|${unit}`,
    'EXECUTION_FINISHED',
  ];
  const head = [
    `${apiVersion.toFixed(1)} APEX_CODE,DEBUG;APEX_PROFILING,NONE`,
    ...source.split(/\r?\n/).map((line) => `Execute Anonymous: ${line}`),
  ];
  const stamp = timeOfDay(execution);
  // The numbers in brackets are elapsed nanoseconds in an org; here they only tell the order.
  const body = events.map((event, at) => `${stamp} (${at})|${event}`);
  return `${[...head, ...body].join('\n')}\n`;
}

function failureEvents(failure: ApexFailure): readonly string[] {
  const line = /line (\d+)/.exec(failure.stackTrace)?.[1] ?? '';
  const text = failureText(failure);
  return [`EXCEPTION_THROWN|[${line}]|${text}`, `FATAL_ERROR|${text}\n\n${failure.stackTrace}`];
}

/** `13:37:50.0`, in the user's time zone. */
function timeOfDay({ begun, timeZone }: LoggedExecution): string {
  const time = begun.toLocaleTimeString('en-GB', { timeZone, hourCycle: 'h23' });
  return `${time}.${begun.getUTCMilliseconds()}`;
}
