import { relative, resolve } from 'node:path';
import {
  CodeAnalyzer,
  CodeAnalyzerConfig,
  type EngineLogEvent,
  EventType,
  type LogEvent,
  LogLevel,
  type Violation,
} from '@salesforce/code-analyzer-core';
import { createEnginePlugin as pmd } from '@salesforce/code-analyzer-pmd-engine';
import { createEnginePlugin as sfge } from '@salesforce/code-analyzer-sfge-engine';
import type { Finding } from '../finding.ts';
import { rulesNotRun } from './allowed-findings.ts';
import { timeoutRule } from './judged-findings.ts';

/** PMD reads each class on its own; the graph engine follows the data from each entry point to its query. */
export type AnalyzerEngine = 'pmd' | 'sfge';

const plugins = { pmd, sfge } as const;

/**
 * What Salesforce's Code Analyzer says of a source directory. It is used as a library, because the plugin of the
 * `sf` CLI pins engines that the registry lacks.
 *
 * A file that an engine could not read, or an engine that did not run, is a finding too: the analyzer itself only
 * writes that to its log.
 */
export async function analyzerFindings(
  java: string,
  engine: AnalyzerEngine,
  directory: string,
): Promise<readonly Finding[]> {
  const analyzer = new CodeAnalyzer(configuration(java, directory));
  const complaints: string[] = [];
  const hear = (event: { logLevel: LogLevel; message: string }): void => {
    if (event.logLevel === LogLevel.Error) complaints.push(event.message);
  };
  analyzer.onEvent<LogEvent>(EventType.LogEvent, hear);
  analyzer.onEvent<EngineLogEvent>(EventType.EngineLogEvent, hear);

  await analyzer.addEnginePlugin(plugins[engine]());
  const workspace = await analyzer.createWorkspace([directory]);
  const rules = await analyzer.selectRules(await rulesRun(analyzer, engine), { workspace });
  const results = await analyzer.run(rules, { workspace });

  const violations = results.getViolations().map(findingOf).filter(isNoComponent);
  const complained = complaints.map((message) => complaint(engine, message));
  const nothing = rules.getCount() === 0 ? [complaint(engine, 'no rule was run')] : [];
  return [...violations, ...complained, ...nothing];
}

/** Lightning components have their own linter, and their scripts are written by a compiler. */
function isNoComponent({ file }: Finding): boolean {
  return !/(^|\/)lwc\//.test(file);
}

/** Every rule of the engine but those that must not run. */
async function rulesRun(analyzer: CodeAnalyzer, engine: AnalyzerEngine): Promise<string[]> {
  const notRun = new Set(rulesNotRun.map(({ rule }) => rule));
  const all = (await analyzer.selectRules([engine])).getRulesFor(engine);
  return all
    .map((rule) => rule.getName())
    .filter((name) => !notRun.has(`${engine}/${name}`))
    .map((name) => `${engine}:${name}`);
}

function configuration(java: string, directory: string): CodeAnalyzerConfig {
  // Named, because the search for a Java gives up early on a busy machine.
  const engine = { java_command: java };
  return CodeAnalyzerConfig.fromObject(
    {
      engines: {
        pmd: engine,
        cpd: { ...engine, disable_engine: true },
        sfge: { ...engine, java_thread_count: 2 },
      },
    },
    resolve(directory),
  );
}

function findingOf(violation: Violation): Finding {
  const rule = violation.getRule();
  const location = violation.getPrimaryLocation();
  return {
    file: shown(location.getFile() ?? '.'),
    line: location.getStartLine(),
    rule: `${rule.getEngineName()}/${rule.getName()}`,
    message: violation.getMessage().replaceAll(/\s+/g, ' ').trim(),
  };
}

/** The graph engine names the entry point that it gave up on as `path:line:column`. */
function complaint(engine: AnalyzerEngine, message: string): Finding {
  const [, file = '.', line] = /(\/\S+\.(?:cls|trigger))(?::(\d+))?/.exec(message) ?? [];
  const isTimeout = message.includes('timed out after');
  return {
    file: shown(file),
    line: line === undefined ? undefined : Number(line),
    rule: isTimeout ? timeoutRule : `${engine}/processing error`,
    message: `${message.split('\n', 1)[0] ?? ''} (the engine could not check this: simplify it, or allow it with the reason)`,
  };
}

function shown(path: string): string {
  return path === '.' ? path : relative('.', path);
}
