import { readFile } from 'node:fs/promises';
import { imageFindings } from './deployment/image-findings.ts';
import { unitFindings } from './deployment/unit-findings.ts';
import { reportFindings } from './finding.ts';

/**
 * Checks what the connector is deployed with: `npm run deployment`, where dclint has looked at the compose file. No engine of
 * containers is needed: the Dockerfile is parsed and validated, the unit is verified by systemd.
 */
const { devDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
  readonly devDependencies: Readonly<Record<string, string>>;
};
const dockerfile = 'config/container/Dockerfile';
const findings = [
  ...imageFindings(dockerfile, await readFile(dockerfile, 'utf8'), devDependencies.node ?? ''),
  ...unitFindings('config/systemd/isvapp-connector.service'),
];
reportFindings('A Dockerfile and a unit', findings);
