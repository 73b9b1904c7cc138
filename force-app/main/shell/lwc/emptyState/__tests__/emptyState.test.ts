import EmptyState from 'c/emptyState';
import { Mounted } from 'testing/component';

describe('c-empty-state', () => {
  it('says that there is nothing and what to do next', async () => {
    const words = { heading: 'Nothing yet', text: 'Add a field.' };
    const state = new Mounted('c-empty-state', EmptyState, words);
    expect(state.get('h3').textContent).toBe('Nothing yet');
    expect(state.get('p').textContent).toBe('Add a field.');
    await expect(state.element).toBeAccessible();
  });
});
