import account from '@salesforce/label/c.ColumnAccount';
import after from '@salesforce/label/c.PlanAfter';
import before from '@salesforce/label/c.PlanBefore';
import count from '@salesforce/label/c.PlanCount';
import cut from '@salesforce/label/c.PlanCut';
import download from '@salesforce/label/c.PlanDownload';
import downloading from '@salesforce/label/c.PlanDownloading';
import empty from '@salesforce/label/c.PlanEmpty';
import emptyMapping from '@salesforce/label/c.PlanEmptyMapping';
import field from '@salesforce/label/c.PlanField';
import heading from '@salesforce/label/c.PlanHeading';
import hidden from '@salesforce/label/c.PlanHidden';
import introDryRun from '@salesforce/label/c.PlanIntroDryRun';
import introHeld from '@salesforce/label/c.PlanIntroHeld';
import mapping from '@salesforce/label/c.PlanMapping';
import mappingAll from '@salesforce/label/c.PlanMappingAll';
import mappingOption from '@salesforce/label/c.PlanMappingOption';
import more from '@salesforce/label/c.PlanMore';
import noValue from '@salesforce/label/c.PlanNull';
import summary from '@salesforce/label/c.PlanSummary';
import why from '@salesforce/label/c.PlanWhy';

/** Texts of what a run would change. */
export const planLabels = {
  account,
  after,
  before,
  count,
  cut,
  download,
  downloading,
  empty,
  emptyMapping,
  field,
  heading,
  hidden,
  introDryRun,
  introHeld,
  mapping,
  mappingAll,
  mappingOption,
  more,
  noValue,
  summary,
  why,
};
