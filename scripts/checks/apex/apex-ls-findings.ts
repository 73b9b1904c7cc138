import { execFile } from 'node:child_process';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../finding.ts';

/**
 * PMD's engine brings apex-ls and the types of the platform as jars. The npm packages that wrap apex-ls either do not
 * check types or need a newer Java.
 */
const jars = join(
  dirname(fileURLToPath(import.meta.resolve('@salesforce/code-analyzer-pmd-engine'))),
  'java-lib',
  '*',
);

/** How apex-ls ends when it has something to say. */
const issuesFound = 4;

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly messages: readonly {
      readonly start: { readonly line: number };
      readonly category: string;
      readonly message: string;
    }[];
  }[];
}

/**
 * What apex-ls, the open-source compiler front of Apex, says of a project: types, members, overloads, unreachable
 * code. Its warnings count as errors. Throws where it could not check.
 *
 * @param project directory of sfdx-project.json
 */
export async function apexLsFindings(java: string, project: string): Promise<readonly Finding[]> {
  const { files } = JSON.parse(await report(java, project)) as Report;
  return files.flatMap(({ path, messages }) =>
    messages.map(({ start, category, message }) => ({
      file: relative(project, path),
      line: start.line,
      rule: `apex-ls/${category.toLowerCase()}`,
      message,
    })),
  );
}

function report(java: string, project: string): Promise<string> {
  // Without its cache, which lies in the home directory and would be one more thing that can be stale.
  const options = ['-w', project, '-d', 'warnings', '-n', '-f', 'json'];
  const call = ['-cp', jars, 'io.github.apexdevtools.apexls.CheckForIssues', ...options];
  return new Promise((done, fail) => {
    execFile(java, call, { maxBuffer: 64 * 1024 * 1024 }, (error, output, errors) => {
      if (error === null || error.code === issuesFound) done(output);
      else fail(new Error(`apex-ls could not check ${project}: ${errors || error.message}`));
    });
  });
}
