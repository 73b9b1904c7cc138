import { LightningElement } from 'lwc';
import type { Item } from 'apex/MappingChanges';
import { ChangeWatch } from 'c/changeWatch';

/** A page that reads something when it appears, and whose changes are saved by deployments that it waits for. */
export default abstract class SavingPage extends LightningElement {
  /** One of each change: another that is begun meanwhile must not keep the first from being told. */
  private readonly watches: ChangeWatch[] = [];

  override connectedCallback(): void {
    void this.load();
  }

  override disconnectedCallback(): void {
    for (const watch of this.watches) watch.stop();
  }

  /** Waits for a change that was begun. */
  protected waitFor(change: Item): void {
    const watch = new ChangeWatch(
      (ended) => {
        void this.end(ended);
      },
      (text) => this.fail(text, change),
    );
    this.watches.push(watch);
    watch.watch(change);
  }

  /** Reads what the page shows. */
  protected abstract load(): Promise<void>;

  /** Is told the change once it is saved, failed or overdue. */
  protected abstract end(change: Item): Promise<void>;

  /** Is told why a change was not begun, or, of one that was, why nobody can say what became of it. */
  protected abstract fail(text: string, change?: Item): void;
}
