import { execFile } from 'node:child_process';

/** What apex-ls, PMD and the graph engine are compiled for. */
const oldestJava = 11;

const advice =
  'Install one: `apt-get install openjdk-17-jre-headless` on Debian and Ubuntu, `brew install openjdk@17` on macOS, ' +
  'and see that `java -version` finds it.';

/**
 * The name of a Java that the checks of Apex can run on. Throws an error that says how to get one where `java`
 * is absent or too old.
 */
export async function javaCommand(command = 'java'): Promise<string> {
  const banner = await versionBanner(command);
  if (banner === undefined) {
    throw new Error(
      `The checks of Apex need Java ${oldestJava} or newer, and there is no ${command}. ${advice}`,
    );
  }
  const version = majorVersion(banner);
  if (version < oldestJava) {
    throw new Error(
      `The checks of Apex need Java ${oldestJava} or newer, and ${command} is Java ${version}. ${advice}`,
    );
  }
  return command;
}

/** `17` of `openjdk version "17.0.15"`, `8` of `java version "1.8.0_402"`; 0 where the banner names none. */
export function majorVersion(banner: string): number {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(banner) ?? [];
  return Number((first === '1' ? second : first) ?? 0);
}

/** Java prints its version to the error stream. */
function versionBanner(command: string): Promise<string | undefined> {
  return new Promise((done) => {
    execFile(command, ['-version'], (error, _output, banner) => {
      done(error ? undefined : banner);
    });
  });
}
