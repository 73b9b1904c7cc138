import type { Clock } from '../../../ports/clock.ts';
import type { AlertChannel } from '../../../ports/alerts.ts';
import { mailChannel, type MailOptions } from './mail-channel.ts';
import { slackChannel, type SlackOptions } from './slack-channel.ts';
import { webhookChannel, type WebhookOptions } from './webhook-channel.ts';

export interface AlertReceivers {
  readonly webhook?: Pick<WebhookOptions, 'url' | 'secret'>;
  readonly slack?: Pick<SlackOptions, 'url'>;
  readonly mail?: Pick<MailOptions, 'smtpUrl' | 'from' | 'to'>;
}

/** A channel for each receiver that is set. */
export function alertChannels(
  { webhook, slack, mail }: AlertReceivers,
  clock: Clock,
): readonly AlertChannel[] {
  return [
    ...(webhook ? [webhookChannel({ ...webhook, now: () => clock.now() })] : []),
    ...(slack ? [slackChannel(slack)] : []),
    ...(mail ? [mailChannel(mail)] : []),
  ];
}
