import getChanges from '@salesforce/apex/PlannedChangeController.getChanges';
import PlannedChanges from 'c/plannedChanges';
import { apex, Mounted, settled } from 'testing/component';

const runId = 'a01000000000001AAA';
const cleared = {
  accountId: '001000000000001AAA',
  accountName: 'Acme',
  developerName: 'Metric_Tournaments',
  accountField: 'Tournaments__c',
  fieldLabel: 'Tournaments',
  beforeValue: 0,
  explanation: 'not licensed for Acme Tournaments: License L-00042 is Uninstalled',
};
const filledIn = {
  ...cleared,
  accountId: '001000000000002AAA',
  accountName: '=Globex',
  developerName: 'Metric_MAU',
  accountField: 'MAU__c',
  fieldLabel: 'MAU',
  beforeValue: null,
  afterValue: 0,
  explanation: 'no usage from 2026-10-01 to 2026-10-31',
};
const mappings = [
  {
    developerName: 'Metric_MAU',
    mappingLabel: 'Monthly users',
    plannedCount: 1200,
    numberCount: 1000,
    zeroCount: 200,
    nullCount: 0,
  },
  {
    developerName: 'Metric_Tournaments',
    mappingLabel: 'Tournaments held',
    plannedCount: 3,
    numberCount: 0,
    zeroCount: 1,
    nullCount: 2,
  },
];
const page = {
  rows: [cleared, filledIn],
  nextCursor: '50',
  total: 1203,
  keptCount: 1203,
  mappings,
};

async function mounted(answer: object = page, properties: object = {}): Promise<Mounted> {
  apex(getChanges).mockResolvedValue(answer);
  const found = new Mounted('c-planned-changes', PlannedChanges, {
    runId,
    runName: 'RUN-000041',
    ...properties,
  });
  await settled();
  return found;
}
/** What stands above the rows, and below them. */
const loadStates = (component: Mounted): unknown[] => {
  const [above, below] = component.all('c-load-state') as unknown as {
    error?: string;
    isLoading: boolean;
  }[];
  return [above?.error, below?.isLoading];
};

describe('c-planned-changes', () => {
  beforeEach(() => jest.resetAllMocks());

  it('shows before and after with why, NULL as a word and 0 as a number', async () => {
    const component = await mounted();
    expect(component.tableRows()).toEqual([
      [
        'Acme',
        'Tournaments',
        '0',
        'NULL',
        'Not licensed for Acme Tournaments: License L-00042 is Uninstalled',
      ],
      ['=Globex', 'MAU', 'NULL', '0', 'No usage from Oct 1, 2026 to Oct 31, 2026'],
    ]);
    const link = component.get('c-text-table').shadowRoot?.querySelector('a');
    expect(link?.getAttribute('href')).toBe('/001000000000001AAA');
    expect(component.text).toMatch(/at the time of this dry run/);
    expect(component.text).toMatch(/2 of 1,203 changes shown/);
    expect(component.text).toMatch(/1,000 numbers, 201 zeros, 2 NULLs/);
    await expect(component.element).toBeAccessible();
  });

  it('says so where the run was held', async () => {
    const component = await mounted(page, { isHeld: true });
    expect(component.text).toMatch(/if it had not been held/);
  });

  it('loads more behind what is there', async () => {
    const component = await mounted();
    const last = { ...cleared, accountName: 'Initech' };
    apex(getChanges).mockResolvedValue({ ...page, rows: [last], nextCursor: null });
    await component.press('Load more');
    expect(apex(getChanges).mock.lastCall?.[0]).toEqual({
      query: { runId, cursor: '50', developerName: null },
    });
    expect(component.tableRows().map(([name]) => name)).toEqual(['Acme', '=Globex', 'Initech']);
    expect(() => component.labelled('Load more')).toThrow();
  });

  it('narrows to a mapping from the beginning', async () => {
    const component = await mounted();
    expect(component.property('lightning-combobox', 'options')).toEqual([
      { label: 'All mappings (1,203)', value: '' },
      { label: 'Monthly users (1,200)', value: 'Metric_MAU' },
      { label: 'Tournaments held (3)', value: 'Metric_Tournaments' },
    ]);
    apex(getChanges).mockResolvedValue({ ...page, rows: [cleared], nextCursor: null, total: 3 });
    await component.send('lightning-combobox', 'change', { value: 'Metric_Tournaments' });
    expect(apex(getChanges).mock.lastCall?.[0]).toEqual({
      query: { runId, cursor: null, developerName: 'Metric_Tournaments' },
    });
    expect(component.tableRows()).toHaveLength(1);
    expect(component.text).toMatch(/0 numbers, 1 zeros, 2 NULLs/);
  });

  it('does not show an answer to an older question', async () => {
    const component = await mounted();
    const answers: ((answer: object) => void)[] = [];
    apex(getChanges).mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    await component.send('lightning-combobox', 'change', { value: 'Metric_Tournaments' });
    await component.send('lightning-combobox', 'change', { value: 'Metric_MAU' });
    answers[1]?.({ ...page, rows: [filledIn] });
    answers[0]?.({ ...page, rows: [cleared] });
    await settled();
    expect(component.tableRows().map(([name]) => name)).toEqual(['=Globex']);
  });

  it('says that more was planned than can be looked at', async () => {
    const component = await mounted({ ...page, total: 60_000, keptCount: 50_000 });
    expect(component.property('c-notice', 'message')).toMatch(
      /planned 60,000 changes; the first 50,000/,
    );
  });

  describe('downloads', () => {
    const texts: string[] = [];
    let click: jest.SpyInstance;
    let blob: jest.SpyInstance;
    beforeEach(() => {
      texts.length = 0;
      const createObjectURL = jest.fn(() => 'blob:1');
      Object.assign(URL, { createObjectURL, revokeObjectURL: jest.fn() });
      click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
      blob = jest
        .spyOn(globalThis, 'Blob')
        .mockImplementation(
          (parts) => ({ size: texts.push((parts as string[]).join('')) }) as Blob,
        );
    });
    afterEach(() => {
      blob.mockRestore();
      click.mockRestore();
    });

    it('all that is kept in parts, with NULL, 0 and no formula', async () => {
      const component = await mounted();
      await component.send('lightning-combobox', 'change', { value: 'Metric_MAU' });
      apex(getChanges)
        .mockResolvedValueOnce({ ...page, rows: page.rows.slice(0, 1), nextCursor: '200' })
        .mockResolvedValueOnce({ ...page, rows: page.rows.slice(1), nextCursor: null });
      await component.press('Download changes as CSV');
      expect(
        apex(getChanges)
          .mock.calls.slice(-2)
          .map(([{ query }]) => query),
      ).toEqual([
        { runId, cursor: null, developerName: 'Metric_MAU', pageSize: 200 },
        { runId, cursor: '200', developerName: 'Metric_MAU', pageSize: 200 },
      ]);
      expect(texts).toEqual([
        '\uFEFF"AccountId","AccountName","Mapping","AccountField","Before","After","Explanation"\r\n' +
          `"001000000000001AAA","Acme","Metric_Tournaments","Tournaments__c",0,NULL,"${cleared.explanation}"\r\n` +
          `"001000000000002AAA","'=Globex","Metric_MAU","MAU__c",NULL,0,"${filledIn.explanation}"\r\n`,
      ]);
      expect((click.mock.contexts[0] as HTMLAnchorElement).download).toBe('RUN-000041-changes.csv');
      expect(component.tableRows()).toHaveLength(2);
    });

    it('no part of it where the connector stops answering', async () => {
      const component = await mounted();
      const problem = { code: 'Slow', message: 'No answer.', advice: '' };
      apex(getChanges)
        .mockResolvedValueOnce({ ...page, nextCursor: '200' })
        .mockResolvedValueOnce({ problem, rows: [], mappings: [] });
      await component.press('Download changes as CSV');
      expect(texts).toEqual([]);
      expect(component.property('c-notice', 'message')).toBe('No answer.');
      expect(component.tableRows()).toHaveLength(2);
    });

    it('tells how far it is, and gives up for another question', async () => {
      const component = await mounted();
      let answer: (page: object) => void = () => undefined;
      apex(getChanges)
        .mockResolvedValueOnce({ ...page, nextCursor: '200' })
        .mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
      await component.press('Download changes as CSV');
      expect(component.text).toMatch(/Reading the changes: 2 of/);
      apex(getChanges).mockResolvedValue(page);
      await component.send('lightning-combobox', 'change', { value: 'Metric_MAU' });
      answer({ ...page, nextCursor: null });
      await settled();
      expect(texts).toEqual([]);
      expect(component.text).not.toMatch(/Reading the changes/);
      expect(loadStates(component)).toEqual([undefined, false]);
    });
  });

  it('tells nothing to change, nothing of a mapping and nothing that may be seen apart', async () => {
    const nothing = { rows: [], nextCursor: null, total: 0, keptCount: 0, mappings: [] };
    const empty = await mounted(nothing);
    expect(empty.text).toMatch(/Nothing would change: every value is right/);
    expect(empty.find('c-text-table')).toBeNull();
    await expect(empty.element).toBeAccessible();
    const hidden = await mounted({ ...nothing, total: 4, keptCount: 4, mappings });
    expect(hidden.text).toMatch(/not shared with you/);
    const component = await mounted();
    apex(getChanges).mockResolvedValue({ ...nothing, mappings });
    await component.send('lightning-combobox', 'change', { value: 'Metric_MAU' });
    expect(component.text).toMatch(/Nothing would change for this mapping/);
  });

  it('says how to connect the connector, and asks again', async () => {
    const problem = { code: 'NotConnected', message: 'Not connected.', advice: 'Connect it.' };
    const component = await mounted({ problem, rows: [], mappings: [] });
    expect(component.property('c-notice', 'message')).toBe('Not connected.');
    expect(component.property('c-notice', 'advice')).toBe('Connect it.');
    expect(component.property('c-notice', 'variant')).toBe('warning');
    await expect(component.element).toBeAccessible();
    apex(getChanges).mockResolvedValue(page);
    await component.send('c-notice', 'action');
    expect(component.tableRows()).toHaveLength(2);
    expect(component.find('c-notice')).toBeNull();
  });

  it('takes a run of which nothing is kept for no fault', async () => {
    const problem = { code: 'NotFound', message: 'None kept.', advice: '' };
    const component = await mounted({ problem, rows: [], mappings: [] });
    expect(component.property('c-notice', 'variant')).toBe('info');
  });

  it('shows that it loads, and what went wrong', async () => {
    apex(getChanges).mockReturnValue(new Promise(() => undefined));
    const loading = new Mounted('c-planned-changes', PlannedChanges, { runId });
    await settled();
    expect(loadStates(loading)).toEqual([undefined, true]);
    await expect(loading.element).toBeAccessible();
    apex(getChanges).mockRejectedValue({ body: { message: 'The run is gone.' } });
    const failing = new Mounted('c-planned-changes', PlannedChanges, { runId });
    await settled();
    expect(loadStates(failing)).toEqual(['The run is gone.', false]);
  });
});
