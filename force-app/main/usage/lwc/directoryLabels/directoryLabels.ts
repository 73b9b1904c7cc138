import addFilter from '@salesforce/label/c.DirectoryAddFilter';
import addFilterHint from '@salesforce/label/c.DirectoryAddFilterHint';
import apply from '@salesforce/label/c.DirectoryApply';
import available from '@salesforce/label/c.DirectoryAvailable';
import clear from '@salesforce/label/c.DirectoryClear';
import contains from '@salesforce/label/c.DirectoryContains';
import emptyHeading from '@salesforce/label/c.DirectoryEmptyHeading';
import emptyText from '@salesforce/label/c.DirectoryEmptyText';
import filters from '@salesforce/label/c.DirectoryFilters';
import from from '@salesforce/label/c.DirectoryFrom';
import is from '@salesforce/label/c.DirectoryIs';
import noDisplayFields from '@salesforce/label/c.DirectoryNoDisplayFields';
import noneMatches from '@salesforce/label/c.DirectoryNoneMatches';
import oneOf from '@salesforce/label/c.DirectoryOneOf';
import page from '@salesforce/label/c.DirectoryPage';
import pageOpen from '@salesforce/label/c.DirectoryPageOpen';
import problemElse from '@salesforce/label/c.DirectoryProblemElse';
import range from '@salesforce/label/c.DirectoryRange';
import removeFilter from '@salesforce/label/c.DirectoryRemoveFilter';
import selected from '@salesforce/label/c.DirectorySelected';
import showAll from '@salesforce/label/c.DirectoryShowAll';
import sorted from '@salesforce/label/c.DirectorySorted';
import to from '@salesforce/label/c.DirectoryTo';
import unlimited from '@salesforce/label/c.DirectoryUnlimited';

/** Texts of ISVapp's list of Accounts. */
export const directoryLabels = {
  addFilter,
  addFilterHint,
  apply,
  available,
  clear,
  contains,
  emptyHeading,
  emptyText,
  filters,
  from,
  is,
  noDisplayFields,
  noneMatches,
  oneOf,
  page,
  pageOpen,
  problemElse,
  range,
  removeFilter,
  selected,
  showAll,
  sorted,
  to,
  unlimited,
};
