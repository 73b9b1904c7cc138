import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a command of the Salesforce CLI left behind. */
export interface CommandOutcome {
  readonly exitCode: number;
  /** `result` of its JSON, or what it says about its failure. */
  readonly result: unknown;
  readonly message: string;
  /** All it printed. */
  readonly output: string;
}

/** The pinned CLI's entry, run by the Node that runs this. */
const entry = join(import.meta.dirname, 'node_modules/@salesforce/cli/bin/run.js');
const guard = join(import.meta.dirname, 'only-loopback.ts');

/** Longer than any command here takes; one that hangs fails its step. */
const timeoutMs = 120_000;

/**
 * The unmodified `sf`, in a home and a project folder of its own and an environment built from nothing: no telemetry,
 * no updates, no keychain.
 */
export class SalesforceCli {
  readonly home: string;
  readonly project: string;

  constructor(folder: string, project: string) {
    this.home = join(folder, 'home');
    this.project = project;
    mkdirSync(this.home, { recursive: true });
  }

  /** Runs `sf …words --json`. Resolves whatever the exit code. */
  async run(
    words: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<CommandOutcome> {
    const { exitCode, output, errors } = await this.#spawned([...words, '--json'], environment);
    return outcome(exitCode, output, errors);
  }

  /** Runs `sf …words` as a person does. Resolves, whatever the exit code, with all it printed. */
  async print(words: readonly string[]): Promise<Pick<CommandOutcome, 'exitCode' | 'output'>> {
    const { exitCode, output, errors } = await this.#spawned(words, {});
    return { exitCode, output: output + errors };
  }

  async #spawned(words: readonly string[], environment: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, ['--import', guard, entry, ...words], {
      cwd: this.project,
      env: { ...this.#environment(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.on('error', reject).on('close', (code) => {
        resolve(code ?? -1);
      });
    });
    return { exitCode, output, errors };
  }

  /** The same for a command that has to succeed; its `result`. Throws with what it printed. */
  async result<T>(
    words: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const { exitCode, result, message, output } = await this.run(words, environment);
    if (exitCode === 0) return result as T;
    throw new Error(`sf ${words.join(' ')} ended with ${exitCode}: ${message}\n${output}`);
  }

  /** Hosts it tried to reach besides this machine. */
  refusedHosts(): string {
    try {
      return readFileSync(join(this.home, 'refused-hosts.txt'), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  }

  #environment(): Record<string, string> {
    return {
      HOME: this.home,
      PATH: '/usr/bin:/bin',
      SF_DISABLE_TELEMETRY: 'true',
      SF_SKIP_NEW_VERSION_CHECK: 'true',
      SF_DISABLE_AUTOUPDATE: 'true',
      SF_DISABLE_DNS_CHECK: 'true',
      SF_DOMAIN_RETRY: '0',
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
      SF_DISABLE_LOG_FILE: 'true',
      SF_NO_COLOR: 'true',
    };
  }
}

function outcome(exitCode: number, output: string, errors: string): CommandOutcome {
  const start = output.indexOf('{');
  try {
    const json = JSON.parse(output.slice(start)) as { result?: unknown; message?: string };
    return { exitCode, result: json.result, message: json.message ?? '', output: output + errors };
  } catch {
    // No JSON: a crash. The step shows what there is.
    return { exitCode, result: undefined, message: 'no JSON', output: output + errors };
  }
}
