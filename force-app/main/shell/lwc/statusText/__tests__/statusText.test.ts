import StatusText from 'c/statusText';
import { Mounted } from 'testing/component';

describe('c-status-text', () => {
  it('has a sign of its own for each tone', async () => {
    const icons = new Set<unknown>();
    for (const tone of ['good', 'bad', 'attention', 'busy', 'quiet']) {
      const status = new Mounted('c-status-text', StatusText, { text: 'Paused', tone });
      icons.add(status.property('lightning-icon', 'iconName'));
      expect(status.text).toBe('Paused');
      await expect(status.element).toBeAccessible();
    }
    expect(icons.size).toBe(5);
  });
});
