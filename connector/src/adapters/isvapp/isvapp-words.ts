import type {
  MetricCategory,
  MetricState,
  MetricUnit,
  NoticeCode,
} from '../../domain/usage-report.ts';

/** The words of the domain as answers are checked against them: each of them, or it does not compile. */
const wordsOf = <Word extends string>(words: Record<Word, true>) => Object.keys(words) as Word[];

export const categories = wordsOf<MetricCategory>({
  Engagement: true,
  Feature: true,
  RecordCount: true,
});
export const metricUnits = wordsOf<MetricUnit>({ ActiveUsers: true, Events: true, Records: true });
export const metricStates = wordsOf<MetricState>({
  Ready: true,
  RecalculationPending: true,
  NoData: true,
  Removed: true,
});
export const noticeCodes = wordsOf<NoticeCode>({
  FILE_REJECTED: true,
  FILE_NOT_FETCHED: true,
  FILES_NOT_REQUESTED: true,
  FILES_PENDING: true,
  NO_USAGE_DATA: true,
  UNKNOWN_ORGANIZATION: true,
  UNKNOWN_USER_TYPE: true,
  ROWS_WITHOUT_USER: true,
  INTERACTIONS_NARROWED: true,
  PERIOD_INCOMPLETE: true,
});
