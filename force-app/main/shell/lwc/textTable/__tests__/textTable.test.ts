import TextTable from 'c/textTable';
import { Mounted } from 'testing/component';

const columns = [
  { label: 'Account' },
  { label: 'Value', isNumber: true },
  { label: 'Why', isSentence: true },
];
const rows = [
  {
    key: 'a',
    cells: [
      { link: { text: 'Acme', url: '/001', isNewTab: true }, note: 'Licensed' },
      { text: '0', tone: 'strong' },
      { text: 'Counted' },
    ],
  },
  {
    key: 'b',
    cells: [
      { text: 'Beta' },
      { text: 'No value', tone: 'weak' },
      { text: 'Today', link: { text: 'RUN-1', url: '/a01' } },
    ],
  },
];
const table = (properties: object = {}): Mounted =>
  new Mounted('c-text-table', TextTable, { caption: 'Values', columns, rows, ...properties });
const texts = (cells: Iterable<Element>): unknown[] => [...cells].map((each) => each.textContent);

describe('c-text-table', () => {
  it('has a row for each, named by its first cell, whose cells know their column', async () => {
    const mounted = table();
    expect(texts(mounted.all('thead th'))).toEqual(['Account', 'Value', 'Why']);
    expect(mounted.all('tbody tr').map((row) => texts(row.children))).toEqual([
      ['AcmeLicensed', '0', 'Counted'],
      ['Beta', 'No value', 'TodayRUN-1'],
    ]);
    expect(texts(mounted.all('th[scope="row"]'))).toEqual(['AcmeLicensed', 'Beta']);
    expect(mounted.all('td').map((cell) => cell.dataset.label)).toEqual([
      'Value',
      'Why',
      'Value',
      'Why',
    ]);
    expect(mounted.all('td.number, th.number')).toHaveLength(3);
    expect(mounted.all('.strong, tbody .slds-text-color_weak')).toHaveLength(3);
    await expect(mounted.element).toBeAccessible();
  });

  it('opens a link in a new tab only where it is told to', () => {
    const links = table().all('a');
    expect(links.map((each) => [each.getAttribute('href'), each.getAttribute('target')])).toEqual([
      ['/001', '_blank'],
      ['/a01', null],
    ]);
  });

  it('is a stop of the Tab key only where it scrolls', async () => {
    expect(table().find('[tabindex]')).toBeNull();
    const scrollable = table({ isScrollable: true });
    expect(scrollable.get('.slds-scrollable_x').getAttribute('tabindex')).toBe('0');
    expect(scrollable.get('[role="group"]').getAttribute('aria-label')).toBe('Values');
    await expect(scrollable.element).toBeAccessible();
  });
});
