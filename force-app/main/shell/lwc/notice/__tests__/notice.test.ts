import Notice from 'c/notice';
import { Mounted } from 'testing/component';

describe('c-notice', () => {
  it('says what happened and what to do, and tells when its button is pressed', async () => {
    const words = { message: 'No answer.', advice: 'Check the address.', actionLabel: 'Try again' };
    const notice = new Mounted('c-notice', Notice, words);
    const pressed = notice.heard('action');
    expect(notice.get('[role="alert"]').textContent).toBe('No answer.Check the address.');
    await notice.press('Try again');
    expect(pressed).toHaveLength(1);
    await expect(notice.element).toBeAccessible();
  });

  it('does not interrupt with a remark, and has no button without a text', async () => {
    const notice = new Mounted('c-notice', Notice, { message: 'Saved.', variant: 'success' });
    notice.get('[role="status"]');
    expect(notice.find('lightning-button')).toBeNull();
    await expect(notice.element).toBeAccessible();
  });
});
