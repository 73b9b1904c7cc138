import LoadState from 'c/loadState';
import { focused, Mounted } from 'testing/component';

const state = (properties: object): Mounted => new Mounted('c-load-state', LoadState, properties);

describe('c-load-state', () => {
  it('says that something is being read', async () => {
    const mounted = state({ isLoading: true });
    expect(mounted.property('lightning-spinner', 'alternativeText')).toBe('Loading');
    expect(mounted.find('c-notice')).toBeNull();
    await expect(mounted.element).toBeAccessible();
  });

  it('says why it could not be read, takes the focus there, and tells when it is to be read again', async () => {
    const mounted = state({ error: 'No answer.' });
    const asked = mounted.heard('retry');
    expect(mounted.property('c-notice', 'message')).toBe('No answer.');
    expect(mounted.property('c-notice', 'actionLabel')).toBe('Try again');
    expect(mounted.find('lightning-spinner')).toBeNull();
    mounted.element.focus();
    expect(focused()).toBe(mounted.get('c-notice').shadowRoot?.querySelector('[role="alert"]'));
    await mounted.send('c-notice', 'action');
    expect(asked).toHaveLength(1);
    await expect(mounted.element).toBeAccessible();
  });

  it('shows nothing where neither is the case', () => {
    expect(state({}).all('*')).toHaveLength(0);
  });
});
