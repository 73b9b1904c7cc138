import { LightningElement } from 'lwc';
import type { Item } from 'apex/MappingChanges';
import { ChangeWatch } from 'c/changeWatch';

/** A page that reads something when it appears, and whose changes are saved by deployments that it waits for. */
export default abstract class SavingPage extends LightningElement {
  private readonly changes = new ChangeWatch(
    (change) => {
      void this.end(change);
    },
    (text) => this.fail(text),
  );

  override connectedCallback(): void {
    void this.load();
  }

  override disconnectedCallback(): void {
    this.changes.stop();
  }

  /** Waits for a change that was begun. */
  protected waitFor(change: Item): void {
    this.changes.watch(change);
  }

  /** Reads what the page shows. */
  protected abstract load(): Promise<void>;

  /** Is told the change once it is saved, failed or overdue. */
  protected abstract end(change: Item): Promise<void>;

  /** Is told why a change was not begun, or why nobody can say what became of it. */
  protected abstract fail(text: string): void;
}
