import { Polling } from 'c/polling';

describe('c/polling', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks at once and then at intervals, until the answer is no', async () => {
    const answers = [true, true, false];
    const ask = jest.fn(() => Promise.resolve(answers.shift() ?? false));
    new Polling(ask, 1000).start();
    await jest.advanceTimersByTimeAsync(0);
    expect(ask).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(5000);
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it('stops when told, and does not begin twice', async () => {
    const ask = jest.fn(() => Promise.resolve(true));
    const polling = new Polling(ask, 1000);
    polling.start();
    polling.start();
    await jest.advanceTimersByTimeAsync(1000);
    expect(ask).toHaveBeenCalledTimes(2);
    polling.stop();
    await jest.advanceTimersByTimeAsync(5000);
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
