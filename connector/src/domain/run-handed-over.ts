/**
 * Why a run is given up without being ended: another worker finishes it under the same key. Nothing is said of it
 * in the org's log, which that worker goes on with.
 */
export class RunHandedOver extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The run goes to another worker: ${reason}`, options);
    this.name = 'RunHandedOver';
  }
}
