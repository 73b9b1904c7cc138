import { apexLsFindings } from './apex/apex-ls-findings.ts';
import { javaCommand } from './apex/java-command.ts';
import { type Finding, reportFindings } from './finding.ts';

/**
 * Checks the types of the package's Apex without an org: `npm run apex`. Needs Java.
 * Another project, a directory with an sfdx-project.json, can be named as the first argument.
 */
const project = process.argv[2] ?? '.';

async function findings(): Promise<readonly Finding[]> {
  try {
    return await apexLsFindings(await javaCommand(), project);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [{ file: project, line: undefined, rule: 'apex-ls', message: error.message }];
  }
}

reportFindings('Apex types', await findings());
