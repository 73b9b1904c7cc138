import type { Phase } from '../../domain/run.ts';
import type { RunObserver } from '../../ports/run-observer.ts';

/** Tells a run's steps a line each, for log files and whatever else keeps every line. */
export function runProgress(write: (line: string) => void): RunObserver {
  return {
    phaseStarted: () => undefined,
    phaseProgressed: (phase, done, total) => {
      write(`  ${title(phase)} ${counted(done, total)}`);
    },
    phaseFinished: (phase, summary) => {
      write(`✓ ${title(phase)} ${summary}`);
    },
    outcomesKnown: () => undefined,
    // The report says it in the words of the log.
    runFailed: () => undefined,
    runFinished: () => undefined,
  };
}

/** To the beginning of the line, and what is in it is gone. */
const anew = '\r\u001B[2K';

/** Tells a run's steps on a terminal: the one under way with a bar that grows in its place. */
export function terminalProgress(write: (text: string) => void): RunObserver {
  return {
    ...runProgress(() => undefined),
    phaseStarted: (phase) => {
      write(`${anew}  ${title(phase)} …`);
    },
    phaseProgressed: (phase, done, total) => {
      write(`${anew}  ${title(phase)} ${bar(done, total)}${counted(done, total)}`);
    },
    phaseFinished: (phase, summary) => {
      write(`${anew}✓ ${title(phase)} ${summary}\n`);
    },
    runFailed: () => {
      write(anew);
    },
    runFinished: () => {
      write(anew);
    },
  };
}

/** On standard error, so that the result can be piped; elsewhere than on a terminal the log tells the steps. */
export function commandProgress(isTerminal: boolean): RunObserver {
  return isTerminal
    ? terminalProgress((text) => {
        process.stderr.write(text);
      })
    : runProgress(() => undefined);
}

const title = (phase: Phase): string => phase.padEnd(10);

function counted(done: number, total: number | undefined): string {
  return `${done}${total === undefined ? '' : ` of ${total}`}`;
}

const barWidth = 30;

/** Empty where the total is not known: a bar would tell what nobody knows. */
function bar(done: number, total: number | undefined): string {
  if (total === undefined || total <= 0) return '';
  const full = Math.round((Math.min(Math.max(done, 0), total) / total) * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} `;
}
