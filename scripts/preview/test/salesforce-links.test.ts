import { describe, expect, it } from 'vitest';
import { previewAddress, setupText } from '../salesforce-links.ts';

const pageAt = (address = ''): unknown => JSON.parse(decodeURIComponent(address.slice(2)));

describe('links of the preview', () => {
  it('leads to the page of an Account', () => {
    expect(pageAt(previewAddress('/001000000000001AAA'))).toEqual({
      type: 'standard__recordPage',
      attributes: {
        objectApiName: 'Account',
        recordId: '001000000000001AAA',
        actionName: 'view',
      },
      state: {},
    });
  });

  it('leads to a run in the log', () => {
    expect(pageAt(previewAddress('/a01000000000042'))).toMatchObject({
      attributes: { apiName: 'SyncLogs' },
      state: { c__run: 'a01000000000042' },
    });
  });

  it.each(['/', '/main.ts', '/apex/SyncRunController/getRuns', '/modules/preview/frame'])(
    'leaves %s to others',
    (path) => {
      expect(previewAddress(path)).toBeUndefined();
      expect(setupText(path)).toBeUndefined();
    },
  );

  it('says that it has no Setup', () => {
    const path = '/lightning/setup/ObjectManager/Account/ValidationRules/view';
    expect(setupText(path)).toContain(path);
  });
});
