import { join, relative } from 'node:path';
import process from 'node:process';
import { metadataSchema } from './metadata/metadata-schema.ts';
import { packageProblems } from './metadata/package-problems.ts';
import { readSourceFiles } from './metadata/source-file.ts';
import { sourceProblems } from './metadata/source-problems.ts';

/**
 * Checks the package's metadata without an org, which no Salesforce tool does: `npm run metadata`.
 * Another source directory can be named as the first argument.
 */
const directory = process.argv[2] ?? 'force-app';
const files = await readSourceFiles(directory);
const problems = [
  ...packageProblems(files, await metadataSchema()),
  ...(await sourceProblems(directory)),
];

for (const { file, message } of problems) {
  console.error(`${relative('.', join(directory, file))}: ${message}`);
}
console.log(`${files.length} metadata files, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
