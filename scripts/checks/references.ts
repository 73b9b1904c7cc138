import { reportFindings } from './finding.ts';
import { readPackage } from './references/read-package.ts';
import { referenceFindings } from './references/reference-findings.ts';

/** Checks that what the package's files name of each other exists: `npm run references`. */
const files = await readPackage('force-app');
reportFindings(`References in ${files.length} files`, referenceFindings(files));
