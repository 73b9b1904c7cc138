import { LightningElement, api } from 'lwc';
import getErrorCards from '@salesforce/apex/SyncLogController.getErrorCards';
import retryFailed from '@salesforce/apex/SyncRunController.retryFailed';
import type { ErrorCard } from 'apex/SyncLogController';
import type { RetryAnswer } from 'apex/SyncRunController';
import { errorText } from 'c/errorText';
import { logLabels } from 'c/logLabels';
import { filled, momentText, reasonText } from 'c/texts';

interface Message {
  readonly variant: 'success' | 'warning' | 'error';
  readonly message: string;
  readonly advice?: string;
}

const signs: Readonly<Record<string, { icon: string; variant: string; text: string }>> = {
  Error: { icon: 'utility:error', variant: 'error', text: logLabels.levelError },
  Warning: { icon: 'utility:warning', variant: 'warning', text: logLabels.levelWarning },
  Info: { icon: 'utility:info', variant: '', text: logLabels.levelInfo },
};

/**
 * What went wrong in a run, by cause: what it means, what to do, where, and for which Accounts. Sends `retried` with the
 * key of the run that sends failed values again.
 */
export default class ErrorCards extends LightningElement {
  @api runId = '';

  readonly labels = logLabels;
  list?: readonly ErrorCard[];
  error?: string;
  messages: Readonly<Record<string, Message>> = {};

  override connectedCallback(): void {
    void this.load();
  }

  async load(): Promise<void> {
    this.error = undefined;
    try {
      this.list = await getErrorCards({ runId: this.runId });
    } catch (error) {
      this.error = errorText(error);
    }
  }

  get isLoading(): boolean {
    return this.list === undefined && this.error === undefined;
  }

  get isEmpty(): boolean {
    return this.list?.length === 0;
  }

  get cards() {
    return (this.list ?? []).map((card) => ({
      ...card,
      sign: signs[card.level] ?? signs.Info,
      heading: reasonText(card.message),
      explanation: card.explanation == null ? undefined : reasonText(card.explanation),
      facts: factsOf(card),
      links: card.accounts.map(({ accountId, name }) => ({
        accountId,
        name,
        url: `/${accountId}`,
      })),
      hasLinks: card.accounts.length > 0,
      more: moreText(card),
      fix: card.setupLabel == null ? undefined : filled(logLabels.fix, card.setupLabel),
      result: this.messages[card.key],
    }));
  }

  async handleRetry(event: Event): Promise<void> {
    const { key } = (event.currentTarget as HTMLElement).dataset;
    const card = this.list?.find((each) => each.key === key);
    if (!card) return;
    const { errorCode, developerName, accountField } = card;
    try {
      const retry = { runId: this.runId, errorCode, developerName, accountField };
      const answer = await retryFailed({ retry });
      this.tell(card, retryMessage(answer));
      const detail = answer.runKey;
      if (detail != null) this.dispatchEvent(new CustomEvent('retried', { detail }));
    } catch (error) {
      this.tell(card, { variant: 'error', message: errorText(error) });
    }
  }

  private tell({ key }: ErrorCard, message: Message): void {
    this.messages = { ...this.messages, [key]: message };
  }
}

function factsOf({
  errorCode,
  mappingLabel,
  developerName,
  accountField,
  occurrences,
  firstSeenAt,
}: ErrorCard): string {
  const place = [errorCode, mappingLabel ?? developerName, accountField];
  const since = firstSeenAt == null ? [] : [filled(logLabels.since, momentText(firstSeenAt))];
  return [
    ...place.filter((fact) => fact != null),
    occurrences === 1 ? logLabels.countOnce : filled(logLabels.count, occurrences),
    ...since,
  ].join(' · ');
}

/** A card names a few of its Accounts; the others are not to be taken for spared. */
function moreText({ accounts, occurrences }: ErrorCard): string | undefined {
  const count = occurrences - accounts.length;
  return count > 0 ? filled(logLabels.accountsMore, count) : undefined;
}

function retryMessage({ problem, accountCount }: RetryAnswer): Message {
  if (problem != null) {
    return { variant: 'warning', message: problem.message, advice: problem.advice };
  }
  return { variant: 'success', message: retriedText(accountCount) };
}

function retriedText(accountCount: number | null | undefined): string {
  if (accountCount == null) return logLabels.retriedUnknown;
  return accountCount === 1 ? logLabels.retriedOnce : filled(logLabels.retried, accountCount);
}
