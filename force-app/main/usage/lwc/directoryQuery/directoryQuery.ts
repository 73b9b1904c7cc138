import type { DirectoryQuery } from 'apex/DirectoryController';

/** What a column of the directory is filtered by, as it is typed; an empty text is nothing. */
export interface DirectoryFilter {
  readonly column: string;
  readonly text?: string;
  readonly from?: string;
  readonly to?: string;
  readonly values?: readonly string[];
  readonly isTrue?: boolean;
}

/** Which part of the directory is shown. */
export interface DirectoryView {
  readonly filters: readonly DirectoryFilter[];
  readonly sortBy: string;
  readonly isDescending: boolean;
}

export const firstView: DirectoryView = { filters: [], sortBy: 'name', isDescending: false };

type State = Readonly<Record<string, string | undefined>>;

/** The view that an address names; the first one where it names none, or one that nobody can read. */
export function viewIn(state: State | undefined): DirectoryView {
  return {
    filters: filtersIn(state?.c__filters),
    sortBy: state?.c__sort ?? firstView.sortBy,
    isDescending: state?.c__order === 'desc',
  };
}

function filtersIn(text: string | undefined): readonly DirectoryFilter[] {
  if (text === undefined) return [];
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.filter(isFilter) : [];
  } catch (error) {
    // An address is typed by people too: what is no JSON is no filter.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function isFilter(found: unknown): found is DirectoryFilter {
  if (typeof found !== 'object' || found === null) return false;
  const { column, text, from, to, values } = found as Record<string, unknown>;
  const isText = (value: unknown): boolean => typeof value === 'string';
  const isEach = Array.isArray(values) ? values.every(isText) : values === undefined;
  return isText(column) && [text, from, to].every((each) => isText(each ?? '')) && isEach;
}

/** The view as an address carries it, without what is as in the first one. */
export function stateOf({ filters, sortBy, isDescending }: DirectoryView): State {
  return {
    c__filters: filters.length === 0 ? undefined : JSON.stringify(filters),
    c__sort: sortBy === firstView.sortBy ? undefined : sortBy,
    c__order: isDescending ? 'desc' : undefined,
  };
}

/** The view as Apex asks the connector for it (docs/connector-api.md); filters that hold nothing yet are left out. */
export function queryOf(
  view: DirectoryView,
  types: ReadonlyMap<string, string>,
  page: Pick<DirectoryQuery, 'pageSize' | 'cursor'> = {},
): DirectoryQuery {
  const asked = view.filters.flatMap((filter) => conditionOf(filter, types.get(filter.column)));
  return {
    ...page,
    sortBy: view.sortBy,
    isDescending: view.isDescending,
    filtersJson: asked.length === 0 ? null : JSON.stringify(asked),
  };
}

const conditions: Readonly<Record<string, (filter: DirectoryFilter) => object | undefined>> = {
  text: ({ text }) => (isEmpty(text) ? undefined : { operator: 'contains', value: text }),
  picklist: ({ values }) => (isEmpty(values) ? undefined : { operator: 'in', values }),
  checkbox: ({ isTrue }) => ({ operator: 'is', value: isTrue === true }),
  number: ({ from, to }) => between(numberIn(from), numberIn(to)),
  date: ({ from, to }) => between(dayIn(from), dayIn(to)),
  datetime: ({ from, to }) => between(dayIn(from), dayIn(to)),
};

function conditionOf(filter: DirectoryFilter, type = 'text'): readonly object[] {
  const condition = conditions[type]?.(filter);
  return condition ? [{ column: filter.column, ...condition }] : [];
}

function between(from: number | string | null, to: number | string | null): object | undefined {
  return from === null && to === null ? undefined : { operator: 'between', from, to };
}

function dayIn(text: string | null | undefined): string | null {
  return text == null || text === '' ? null : text;
}

/** 0 is a number, and an empty text or a word is none. */
function numberIn(text: string | undefined): number | null {
  const number = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

function isEmpty(value: string | readonly string[] | undefined): boolean {
  return value === undefined || value.length === 0;
}
