import { afterEach, beforeEach, expect, it } from 'vitest';
import { deployed, file, packageOf } from '../../../test/acme-org.ts';
import type { LocalOrg } from '../../../org.ts';
import { apexRuntime } from '../../apex-runtime.ts';
import { apexOrg } from '../apex-org.ts';

let org: LocalOrg;
beforeEach(() => {
  org = apexOrg();
  deployLabel('Good morning');
});
afterEach(() => {
  org.close();
});

function deployLabel(text: string): void {
  deployed(
    org,
    packageOf(
      { CustomLabels: ['CustomLabels'] },
      {
        'labels/CustomLabels.labels': file(
          'CustomLabels',
          `<labels><fullName>Greeting</fullName><language>en_US</language><protected>false</protected><shortDescription>Greeting</shortDescription><value>${text}</value></labels>`,
        ),
      },
    ),
  );
}

it('Apex reads custom labels as they are now, in any spelling of their names', async () => {
  const apex = apexRuntime(org);
  const said = async () => {
    const block = 'System.debug(System.Label.Greeting + Label.greeting);';
    return (await apex.executeAnonymous(block, org.administratorId)).debugLog;
  };
  expect(await said()).toContain('DEBUG|Good morningGood morning');
  deployLabel('Tom &amp; Ann');
  expect(await said()).toContain('DEBUG|Tom & AnnTom & Ann');
});

it('a label that is not there does not compile', async () => {
  const block = 'System.debug(System.Label.Farewell);';
  const answer = await apexRuntime(org).executeAnonymous(block, org.administratorId);
  expect(answer.compiled).toBe(false);
  expect(answer.compileProblem).toContain('does not exist');
});
