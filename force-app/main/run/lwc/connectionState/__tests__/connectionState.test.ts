import getLostConnection from '@salesforce/apex/SyncConnectionController.getLostConnection';
import ConnectionState from 'c/connectionState';
import { apex, Mounted, settled } from 'testing/component';

async function shown(): Promise<Mounted> {
  const mounted = new Mounted('c-connection-state', ConnectionState);
  await settled();
  return mounted;
}

describe('c-connection-state', () => {
  beforeEach(() => jest.resetAllMocks());

  it('says that the sync is paused, why, and how to reconnect', async () => {
    const triedAt = '2026-11-24T20:00:00.000Z';
    apex(getLostConnection).mockResolvedValue({ triedAt, message: 'The user is inactive.' });
    const mounted = await shown();
    expect(mounted.property('c-notice', 'message')).toMatch(
      /^The sync is paused: the connector does not get into this organization\. .*Nov 24, 2026.* The user is inactive\.$/,
    );
    expect(mounted.property('c-notice', 'advice')).toMatch(/reconnect.*No value becomes NULL/);
    await expect(mounted.element).toBeAccessible();
  });

  it('says nothing where the connector got in, or nobody knows', async () => {
    apex(getLostConnection).mockResolvedValue(null);
    expect((await shown()).find('c-notice')).toBeNull();
  });

  it('says why it can not be asked', async () => {
    apex(getLostConnection).mockRejectedValue({ body: { message: 'No access to the class.' } });
    const mounted = await shown();
    expect(mounted.property('c-notice', 'message')).toBe('No access to the class.');
    expect(mounted.property('c-notice', 'advice')).toBeUndefined();
  });
});
