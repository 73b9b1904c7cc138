import { LightningElement } from 'lwc';
import getLostConnection from '@salesforce/apex/SyncConnectionController.getLostConnection';
import type { LostConnection } from 'apex/SyncConnectionController';
import { errorText } from 'c/errorText';
import { runLabels } from 'c/runLabels';
import { filled, momentText } from 'c/texts';

/** Says that the whole sync is paused where the connector no longer gets into the org, and how to reconnect. */
export default class ConnectionState extends LightningElement {
  lost?: LostConnection | null;
  error?: string;

  override connectedCallback(): void {
    void this.load();
  }

  async load(): Promise<void> {
    try {
      this.lost = await getLostConnection();
    } catch (error) {
      this.error = errorText(error);
    }
  }

  get message(): string | undefined {
    if (!this.lost) return this.error;
    const { triedAt, message } = this.lost;
    return filled(runLabels.connectionLost, momentText(triedAt), message);
  }

  get advice(): string | undefined {
    return this.lost ? runLabels.connectionLostAdvice : undefined;
  }
}
