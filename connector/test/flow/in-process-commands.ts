import { vi } from 'vitest';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { loadConfig, loadServiceConfig } from '../../src/config.ts';
import { commandLine, type Commands } from '../../src/entrypoints/cli/command-line.ts';
import { questionCommands } from '../../src/service/question-commands.ts';
import { openService } from '../../src/service.ts';
import { version } from '../../src/version.ts';
import { openConnector } from '../../src/wire.ts';

/** What a command printed, and the code it ended with. */
export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

type Environment = Readonly<Record<string, string>>;

/** The commands over what they open and close anew each time, as in main.ts, but in this process. */
function commandsOf(environment: Environment): Partial<Commands> {
  const { signal } = new AbortController();
  const log = { write: () => true };
  const withConnector: Parameters<typeof questionCommands>[0]['withConnector'] = async (use) => {
    await using connector = await openConnector(loadConfig(environment), systemClock, log);
    return await use(connector);
  };
  return {
    version,
    ...questionCommands({
      isTerminal: false,
      signal,
      withConnector,
      withService: async (use) => {
        const config = loadServiceConfig(environment);
        await using service = await openService(config, systemClock, log);
        return await use(service);
      },
    }),
    run: (request, observer) =>
      withConnector((connector) => connector.run(request, observer, signal)),
  };
}

/** Carries out a command line without the start of a process, which takes longer than most commands. */
export async function inProcess(
  words: readonly string[],
  environment: Environment,
): Promise<Answer> {
  const told = { out: '', err: '' };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      told.out += String(text);
      return true;
    }),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      told.err += String(text);
      return true;
    }),
  ];
  try {
    await commandLine(commandsOf(environment) as Commands).parseAsync([...words], { from: 'user' });
    return { ...told, code: Number(process.exitCode ?? 0) };
  } catch (error) {
    return {
      ...told,
      err: told.err + (error instanceof Error ? error.message : String(error)),
      code: 2,
    };
  } finally {
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
}
