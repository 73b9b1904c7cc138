import Pager from 'c/pager';
import { Mounted } from 'testing/component';

describe('c-pager', () => {
  it('steps to the next page and back, and says where it is', async () => {
    const mounted = new Mounted('c-pager', Pager, { text: 'Page 2 of 3', firstLabel: 'Newest' });
    const steps = ['first', 'previous', 'next'].map((step) => mounted.heard(step));
    await mounted.press('Next');
    await mounted.press('Next');
    await mounted.press('Previous');
    await mounted.press('Newest');
    expect(steps.map(({ length }) => length)).toEqual([1, 1, 2]);
    expect(mounted.get('[role="status"]').textContent).toBe('Page 2 of 3');
    await expect(mounted.element).toBeAccessible();
  });

  it('offers no step beyond an end, and none while a page is read', () => {
    const disabled = (properties: object): readonly unknown[] =>
      new Mounted('c-pager', Pager, properties)
        .all('lightning-button')
        .map((button) => (button as unknown as { disabled: boolean }).disabled);
    expect(disabled({ isFirst: true })).toEqual([true, false]);
    expect(disabled({ isLast: true })).toEqual([false, true]);
    expect(disabled({ isBusy: true })).toEqual([true, true]);
  });
});
