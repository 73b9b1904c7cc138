import { allowances } from './analysis/allowed-findings.ts';
import { analyzerFindings } from './analysis/analyzer-findings.ts';
import { judgedFindings } from './analysis/judged-findings.ts';
import { javaCommand } from './apex/java-command.ts';
import { type Finding, reportFindings } from './finding.ts';

/**
 * Runs PMD and the graph engine over the package: `npm run apex:analysis`. Needs Java and about two minutes, so it is
 * no part of `check:static`.
 * Another source directory can be named as the first argument; then nothing is allowed.
 */
const [directory] = process.argv.slice(2);

async function findings(): Promise<readonly Finding[]> {
  try {
    const java = await javaCommand();
    const source = directory ?? 'force-app';
    // One after the other: the graph engine limits the time of each path, and would give up more often beside PMD.
    const found = [
      await analyzerFindings(java, 'pmd', source),
      await analyzerFindings(java, 'sfge', source),
    ];
    const allowed =
      directory === undefined ? allowances : { rulesLeftOut: [], findings: [], timeouts: [] };
    return judgedFindings(found.flat(), allowed);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [{ file: '.', line: undefined, rule: 'analyzer', message: error.message }];
  }
}

reportFindings('PMD and graph engine', await findings());
