import type { Finding } from '../finding.ts';
import { componentName, type MetadataDocument, packageModel } from '../metadata/package-model.ts';
import type { SourceFile } from '../metadata/source-file.ts';
import { parseXml } from '../metadata/xml-element.ts';
import { apexClasses } from './apex-class-file.ts';
import { apexFindings } from './apex-findings.ts';
import { componentFindings } from './component-findings.ts';
import { unknownPageComponents, unpermittedClasses, unusedLabels } from './package-findings.ts';
import { referenceTargets } from './reference-targets.ts';
import { stringQueries as allowedStringQueries, type StringQuery } from './string-queries.ts';

/**
 * What one file of the package names and another does not have: fields and objects in queries, methods, labels,
 * permissions and components in imports. The tools of Salesforce say it in an org only.
 *
 * A metadata file that is not well-formed is left out; `npm run metadata` reports it.
 */
export function referenceFindings(
  files: readonly SourceFile[],
  stringQueries: readonly StringQuery[] = allowedStringQueries,
): readonly Finding[] {
  const model = packageModel(documents(files));
  const classes = apexClasses(files);
  const targets = referenceTargets(model, classes);
  return [
    ...apexFindings(classes, targets, stringQueries),
    ...componentFindings(files, targets),
    ...unpermittedClasses(model, classes),
    ...unknownPageComponents(model, targets),
    ...unusedLabels(files, targets),
  ];
}

function documents(files: readonly SourceFile[]): readonly MetadataDocument[] {
  return files
    .filter(({ path }) => path.endsWith('-meta.xml'))
    .flatMap(({ path, text }) => {
      const root = parseXml(text);
      return typeof root === 'string' ? [] : [{ path, name: componentName(path), root }];
    });
}
