import getChanges from '@salesforce/apex/FieldMappingController.getChanges';
import MappingHistory from 'c/mappingHistory';
import { apex, Mounted, settled } from 'testing/component';

async function history(): Promise<Mounted> {
  const mounted = new Mounted('c-mapping-history', MappingHistory, {
    developerName: 'Metric_MAU',
    name: 'MAU',
  });
  await settled();
  return mounted;
}

describe('c-mapping-history', () => {
  it('lists who changed what, and what became of the values', async () => {
    apex(getChanges).mockResolvedValue([
      {
        changeId: '2',
        actionLabel: 'Remove',
        changedBy: 'Ada',
        changedAt: '2026-11-24T20:00:00.000Z',
        clearState: 'Pending',
      },
      {
        changeId: '1',
        actionLabel: 'Create',
        changedBy: 'Ada',
        changedAt: '2026-11-23T20:00:00.000Z',
        message: 'Failed first.',
      },
    ]);
    const mounted = await history();
    expect(getChanges).toHaveBeenCalledWith({ developerName: 'Metric_MAU' });
    const [removed, created] = mounted.all('li').map((each) => each.textContent);
    expect(removed).toMatch(/^Remove\s*Ada, Nov 24, 2026.*Values are cleared by the next run\.$/);
    expect(created).toMatch(/Failed first\.$/);
    await expect(mounted.element).toBeAccessible();
  });

  it('says that there is nothing, and why it can not be read', async () => {
    apex(getChanges).mockResolvedValue([]);
    expect((await history()).text).toMatch(/No change is on record/);
    apex(getChanges).mockRejectedValue({ body: { message: 'No access.' } });
    expect((await history()).property('c-load-state', 'error')).toBe('No access.');
  });
});
