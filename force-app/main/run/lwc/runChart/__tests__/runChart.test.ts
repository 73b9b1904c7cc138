import getChart from '@salesforce/apex/SyncRunController.getChart';
import RunChart from 'c/runChart';
import { apex, Mounted, settled } from 'testing/component';

const run = (number: number, valuesWritten: number | null, valuesFailed = 0) => ({
  runId: `a0100000000000${number}AAA`,
  name: `RUN-00000${number}`,
  startedAt: '2026-11-24T20:00:00.000Z',
  status: 'Degraded',
  valuesWritten,
  valuesFailed,
});

async function chart(runs: object[]): Promise<Mounted> {
  apex(getChart).mockResolvedValue(runs);
  const mounted = new Mounted('c-run-chart', RunChart);
  await settled();
  return mounted;
}
const heights = (mounted: Mounted, kind: string) =>
  mounted.all(`rect.${kind}`).map((each) => each.getAttribute('height'));

describe('c-run-chart', () => {
  beforeEach(() => jest.resetAllMocks());

  it('draws what was written and what failed to the scale of the largest run', async () => {
    const mounted = await chart([run(1, 45, 15), run(2, 0), run(3, null)]);
    expect(heights(mounted, 'written')).toEqual(['45', '1', '1']);
    expect(heights(mounted, 'failed')).toEqual(['15', '0', '0']);
    // Newest at the right edge, whatever the number of runs.
    expect(mounted.all('rect.written').map((each) => each.getAttribute('x'))).toEqual([
      '542',
      '562',
      '582',
    ]);
    await expect(mounted.element).toBeAccessible();
  });

  it('says the same in words', async () => {
    const mounted = await chart([run(1, 1200, 3)]);
    expect(mounted.get('li').textContent).toMatch(
      /^RUN-000001, Nov 24, 2026.*: Succeeded with remarks, 1,200 written, 3 failed$/,
    );
  });

  it('opens the run that is clicked', async () => {
    const mounted = await chart([run(1, 5), run(2, 7)]);
    const opened = mounted.heard('open');
    mounted.all('g')[1]?.dispatchEvent(new CustomEvent('click'));
    expect(opened).toEqual([run(2, 7).runId]);
  });

  it('says when it begins, and why it is not there', async () => {
    expect((await chart([])).text).toMatch(/begins with the first run/);
    apex(getChart).mockRejectedValue({ body: { message: 'No access.' } });
    const mounted = new Mounted('c-run-chart', RunChart);
    await settled();
    expect(mounted.property('c-load-state', 'error')).toBe('No access.');
  });

  it('says that it reads', () => {
    apex(getChart).mockReturnValue(new Promise(() => undefined));
    const mounted = new Mounted('c-run-chart', RunChart);
    expect(mounted.property('c-load-state', 'isLoading')).toBe(true);
  });
});
