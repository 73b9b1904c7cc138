import { RunHandedOver } from '../../domain/run-handed-over.ts';

/** What a holder is told that was taken for dead. */
export function takenByAnother(): RunHandedOver {
  return new RunHandedOver('this one was not heard of for too long, and another has taken it.');
}
