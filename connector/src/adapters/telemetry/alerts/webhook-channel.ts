import { request, type Dispatcher } from 'undici';
import { Webhook } from 'standardwebhooks';
import type { AlertChannel } from '../../../ports/alerts.ts';
import { alertId, deliverer } from './delivery.ts';

export interface WebhookOptions {
  readonly url: string;
  /** Of Standard Webhooks: base64, with `whsec_` in front. */
  readonly secret: string;
  readonly now: () => Date;
  readonly timeoutMs?: number;
  readonly dispatcher?: Dispatcher;
}

/**
 * Posts alerts to an address, signed as Standard Webhooks says: the receiver can tell that they are ours, unchanged and
 * fresh (headers `webhook-id`, `webhook-timestamp`, `webhook-signature`). Repeated deliveries have the same id.
 */
export function webhookChannel(options: WebhookOptions): AlertChannel {
  const signer = new Webhook(options.secret);
  return {
    name: 'webhook',
    send: deliverer('webhook', options, (alert, signal) => {
      const id = alertId(alert);
      const { event, kind, at, ...data } = alert;
      const timestamp = at.toISOString();
      const body = JSON.stringify({ type: `sync.${kind}.${event}`, timestamp, data });
      const signedAt = options.now();
      return request(options.url, {
        method: 'POST',
        ...(options.dispatcher && { dispatcher: options.dispatcher }),
        signal,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1_000)),
          'webhook-signature': signer.sign(id, signedAt, body),
        },
        body,
      });
    }),
  };
}
