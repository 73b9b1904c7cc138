import { parseArgs } from 'node:util';
import { allowancesOf, nothingAllowed } from './analysis/allowed-findings.ts';
import { analyzerFindings } from './analysis/analyzer-findings.ts';
import { judgedFindings } from './analysis/judged-findings.ts';
import { javaCommand } from './apex/java-command.ts';
import { type Finding, reportFindings } from './finding.ts';

/**
 * Runs PMD and the graph engine over the package: `npm run apex:analysis`. Needs Java and about two minutes, so
 * `check:static` has PMD alone: `npm run apex:pmd`, which is `--only pmd`.
 * Another source directory can be named as an argument; then nothing is allowed.
 */
const { values, positionals } = parseArgs({
  options: { only: { type: 'string' } },
  allowPositionals: true,
});
const [directory] = positionals;

/** One after the other: the graph engine limits the time of each path, and would give up more often beside PMD. */
const engines = (['pmd', 'sfge'] as const).filter(
  (engine) => values.only === undefined || values.only === engine,
);

async function findings(): Promise<readonly Finding[]> {
  try {
    if (engines.length === 0) throw new Error('--only takes pmd or sfge');
    const java = await javaCommand();
    const found: Finding[] = [];
    for (const engine of engines) {
      found.push(...(await analyzerFindings(java, engine, directory ?? 'force-app')));
    }
    return judgedFindings(found, directory === undefined ? allowancesOf(engines) : nothingAllowed);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [{ file: '.', line: undefined, rule: 'analyzer', message: error.message }];
  }
}

const titles = { pmd: 'PMD', sfge: 'graph engine' } as const;
reportFindings(engines.map((engine) => titles[engine]).join(' and '), await findings());
