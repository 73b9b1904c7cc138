/** How many runs of an organization are remembered: more than a year of nightly ones. */
export const keptRuns = 400;
