/** Outcomes of one run that are kept. */
export const keptOutcomesOfRun = 200_000;
/** Runs with outcomes that are kept of an organization: a month of nightly ones. */
export const keptRunsWithOutcomes = 30;
