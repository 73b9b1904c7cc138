import type { MetadataSchema } from './metadata-schema.ts';
import { componentName, packageModel, type MetadataDocument } from './package-model.ts';
import type { Problem } from './problem.ts';
import { allRules } from './rules/all-rules.ts';
import { schemaProblems } from './schema-problems.ts';
import type { SourceFile } from './source-file.ts';
import { parseXml } from './xml-element.ts';

/**
 * What is wrong with a package's metadata, as far as its files tell: well-formedness, Salesforce's types,
 * and the rules between files. A file that is not well-formed is left out of the rules.
 */
export function packageProblems(
  files: readonly SourceFile[],
  schema: MetadataSchema,
): readonly Problem[] {
  const documents: MetadataDocument[] = [];
  const problems: Problem[] = [];
  for (const { path, text } of files) {
    const root = parseXml(text);
    if (typeof root === 'string') {
      problems.push({ file: path, message: root });
      continue;
    }
    documents.push({ path, name: componentName(path), root });
    problems.push(...schemaProblems(root, schema).map((message) => ({ file: path, message })));
  }
  const model = packageModel(documents);
  return [...problems, ...allRules.flatMap((rule) => rule(model))];
}
