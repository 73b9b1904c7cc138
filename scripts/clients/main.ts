import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apexSteps } from './scenario/apex-steps.ts';
import { clientSetup, startOrg } from './scenario/client-setup.ts';
import { packageSteps } from './scenario/package-steps.ts';
import { querySteps } from './scenario/query-steps.ts';
import { egressStep, loginStep, sessionSteps } from './scenario/session-steps.ts';
import { runTrack, type Step } from './scenario/step.ts';
import { writeSteps } from './scenario/write-steps.ts';

install();
const folder = mkdtempSync(join(tmpdir(), 'local-org-clients-'));
try {
  await runScenario();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Installs what the lock file says, where it isn't there yet. */
function install(): void {
  const cli = join('node_modules', '@salesforce', 'cli', 'package.json');
  const wanted = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const path = join(import.meta.dirname, cli);
  const found = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
    : null;
  if (found === wanted.dependencies['@salesforce/cli']) return;
  console.log('Installing the Salesforce CLI into scripts/clients …');
  execFileSync('npm', ['ci', '--no-progress', '--ignore-scripts'], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
  });
}

/** Three tracks side by side, an org and a client each: a command takes seconds, most of them waiting. */
async function runScenario(): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const setupOf = async (name: string) => {
    const running = await startOrg();
    opened.defer(() => running.close());
    return clientSetup(running, join(folder, name));
  };
  const data = await setupOf('data');
  const metadata = await setupOf('package');
  const apex = await setupOf('apex');
  const tracks: readonly (readonly [string, readonly Step[]])[] = [
    ['data', [...sessionSteps(data), ...querySteps(data), ...writeSteps(data), egressStep(data)]],
    ['package', [loginStep(metadata), ...packageSteps(metadata), egressStep(metadata)]],
    ['apex', [loginStep(apex), ...apexSteps(apex), egressStep(apex)]],
  ];
  const tallies = await Promise.all(
    tracks.map(([name, steps]) =>
      runTrack(name, steps, (line) => {
        console.log(line);
      }),
    ),
  );
  const passed = tallies.reduce((sum, each) => sum + each.passed, 0);
  const failed = tallies.reduce((sum, each) => sum + each.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}
