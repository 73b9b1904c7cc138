/** The machine's clock, for an org somebody works with. Tests hand their own to `startLocalOrg`. */
export const wallClock = { now: () => new Date() };
