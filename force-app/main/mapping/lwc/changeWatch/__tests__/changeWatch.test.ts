import getChange from '@salesforce/apex/FieldMappingController.getChange';
import { ChangeWatch } from 'c/changeWatch';
import type { Item } from 'apex/MappingChanges';
import { apex } from 'testing/component';

const change = {
  changeId: 'a00000000000001AAA',
  action: 'Create',
  label: 'MAU',
  state: 'Saving',
} as Item;

describe('c/changeWatch', () => {
  const ended = jest.fn();
  const problem = jest.fn();
  beforeEach(() => {
    jest.useFakeTimers();
    jest.resetAllMocks();
  });
  afterEach(() => jest.useRealTimers());

  it('asks until the change is saved', async () => {
    const saved = { ...change, state: 'Saved' };
    apex(getChange).mockResolvedValueOnce(change).mockResolvedValueOnce(saved);
    new ChangeWatch(ended, problem).watch(change);
    await jest.advanceTimersByTimeAsync(5000);
    expect(getChange).toHaveBeenCalledTimes(2);
    expect(getChange).toHaveBeenCalledWith({ changeId: change.changeId });
    expect(ended.mock.calls).toEqual([[saved]]);
  });

  it('ends with one that takes too long', async () => {
    apex(getChange).mockResolvedValue({ ...change, message: 'Look into Deployment Status.' });
    new ChangeWatch(ended, problem).watch(change);
    await jest.advanceTimersByTimeAsync(5000);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('tells why it can not know', async () => {
    apex(getChange).mockRejectedValue({ body: { message: 'The change is gone.' } });
    new ChangeWatch(ended, problem).watch(change);
    await jest.advanceTimersByTimeAsync(5000);
    expect(problem.mock.calls).toEqual([['The change is gone.']]);
    expect(ended).not.toHaveBeenCalled();
  });

  it('asks no more once it is stopped', async () => {
    apex(getChange).mockResolvedValue(change);
    const watch = new ChangeWatch(ended, problem);
    watch.watch(change);
    await jest.advanceTimersByTimeAsync(1000);
    watch.stop();
    await jest.advanceTimersByTimeAsync(9000);
    expect(getChange).toHaveBeenCalledTimes(2);
  });
});
