/** Two runs of one organization handed over a directory at the same time. The one that began later is kept. */
export function overtakenByNewerList(): Error {
  return new Error(
    'Another run of this organization began a newer directory meanwhile, so this one was given up. ' +
      'Nothing is lost; let one run of an organization end before the next starts.',
  );
}
