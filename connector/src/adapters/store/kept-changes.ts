/**
 * How many changes of one run are kept to be looked at: more than anyone reads, and some 15 MB in the database. All of
 * them are counted.
 */
export const keptChangesPerRun = 50_000;

/** Of how many runs of an organization, the newest. */
export const keptPlans = 30;
