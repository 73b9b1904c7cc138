import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 at level AA, with everything before it. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Widths in pixels: a phone, and a desktop. */
const phone = 390;
const widths = [phone, 1280] as const;
const height = 900;

/** In front of the image of the brand band axe can't judge contrast; `::before` puts it there. */
const withoutBand =
  '.slds-brand-band::before, .slds-brand-band::after { display: none !important }';

/** Resolves once nothing is being faded in or moved: until then, contrast is not what it is going to be. */
const stillness = `Promise.all(
  document.getAnimations()
    .filter((each) => each.effect.getComputedTiming().endTime !== Infinity)
    .map((each) => each.finished.catch(() => undefined))
).then(() => undefined)`;

/**
 * Parts of Lightning's base components that can't be helped here: the calendar's button lies in the input of a date,
 * smaller than 24 px. The input takes the same date by typing, which is the exception "equivalent" of WCAG 2.5.8.
 */
const accepted = [{ rule: 'target-size', html: /title="Select a date for / }];

/** As much of a row of a table as is used here: these files are checked without the types of a browser. */
interface RowElement {
  readonly cells: Iterable<{
    getBoundingClientRect(): {
      readonly top: number;
      readonly bottom: number;
      readonly height: number;
    };
  }>;
}

/** What is wrong with a page at both widths: faults that axe finds, and what does not fit a width. Empty where all is well. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  await page.addStyleTag({ content: withoutBand });
  for (const width of widths) {
    await page.setViewportSize({ width, height });
    await page.evaluate(stillness);
    const { violations } = await axeResults(page);
    faults.push(...violations.flatMap(notAccepted).map((each) => `${width} px: ${worded(each)}`));
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - innerWidth',
    );
    if (overflow > 0) faults.push(`${width} px: the page is ${overflow} px wider than its window`);
    const squeezed = await page.locator('tbody > tr').evaluateAll(rowsInColumns);
    if (width === phone && squeezed > 0)
      faults.push(`${width} px: ${squeezed} rows of tables stand in columns`);
  }
  return faults;
}

/** How many rows have a cell beside their heading: on a phone, cells stand below one another. Runs in the page. */
function rowsInColumns(rows: readonly unknown[]): number {
  return (rows as readonly RowElement[]).filter(({ cells }) => {
    const places = [...cells].map((cell) => cell.getBoundingClientRect());
    const [head, next] = places.filter(({ height }) => height > 0);
    return head !== undefined && next !== undefined && next.top < head.bottom - 1;
  }).length;
}

/**
 * Runs axe in an isolated world. In the page's own one, synthetic shadow has patched the DOM, and axe judges the
 * contrast of almost nothing there.
 */
async function axeResults(page: Page): Promise<AxeResults> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'axe',
    });
    const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
    const expression = `${axe.source};axe.run(document, ${JSON.stringify(options)})`;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      contextId,
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(`axe broke down: ${exceptionDetails.text}`);
    return result.value as AxeResults;
  } finally {
    await session.detach();
  }
}

type Violation = AxeResults['violations'][number];

function notAccepted(violation: Violation): readonly Violation[] {
  const nodes = violation.nodes.filter(
    ({ html: found }) =>
      !accepted.some(({ rule, html }) => rule === violation.id && html.test(found)),
  );
  return nodes.length === 0 ? [] : [{ ...violation, nodes }];
}

function worded({ id, help, nodes }: Violation): string {
  const places = nodes.slice(0, 3).map(({ html, failureSummary }) => `${html}: ${failureSummary}`);
  return `${id}: ${help}\n${places.join('\n')}`;
}
