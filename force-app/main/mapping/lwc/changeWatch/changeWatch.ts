import getChange from '@salesforce/apex/FieldMappingController.getChange';
import type { Item } from 'apex/MappingChanges';
import { errorText } from 'c/errorText';
import { Polling } from 'c/polling';

/** A deployment of one record takes a few seconds. */
const intervalMs = 1000;

/** Waits for the deployment that saves a mapping or the settings, and tells what became of it. */
export class ChangeWatch {
  private polling?: Polling;
  private readonly onEnd: (change: Item) => void;
  private readonly onProblem: (message: string) => void;

  /**
   * @param onEnd is told the change once it is saved, failed or overdue
   * @param onProblem is told why nobody can say what became of it
   */
  constructor(onEnd: (change: Item) => void, onProblem: (message: string) => void) {
    this.onEnd = onEnd;
    this.onProblem = onProblem;
  }

  watch(change: Item): void {
    this.stop();
    this.polling = new Polling(() => this.ask(change.changeId), intervalMs);
    this.polling.start();
  }

  stop(): void {
    this.polling?.stop();
  }

  private async ask(changeId: string): Promise<boolean> {
    try {
      const change = await getChange({ changeId });
      // One that takes too long has a message and is Saving still.
      if (change.state === 'Saving' && change.message == null) return true;
      this.onEnd(change);
    } catch (error) {
      this.onProblem(errorText(error));
    }
    return false;
  }
}
