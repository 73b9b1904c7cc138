import { request, type Dispatcher } from 'undici';
import type { Alert } from '../../../domain/alert.ts';
import type { AlertChannel } from '../../../ports/alerts.ts';
import { deliverer } from './delivery.ts';

export interface SlackOptions {
  /** An incoming webhook of Slack; whoever knows it can post, so it is a secret. */
  readonly url: string;
  readonly timeoutMs?: number;
  readonly dispatcher?: Dispatcher;
}

/** Posts alerts to a Slack channel. */
export function slackChannel(options: SlackOptions): AlertChannel {
  return {
    name: 'Slack',
    send: deliverer('Slack', options, (alert, signal) =>
      request(options.url, {
        method: 'POST',
        ...(options.dispatcher && { dispatcher: options.dispatcher }),
        signal,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: slackText(alert) }),
      }),
    ),
  };
}

function slackText({ event, title, text, organizationId, runKey }: Alert): string {
  const mark = event === 'raised' ? ':warning:' : ':white_check_mark:';
  const lines = [`${mark} *${escaped(title)}*`, escaped(text)];
  return [...lines, `Organization ${organizationId}, run ${runKey}`].join('\n');
}

/** Slack takes these three for markup: a message of Salesforce must not mention a channel or hide a link. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
