import type { Transporter } from 'nodemailer';
import type { Alert } from '../../../domain/alert.ts';
import type { AlertChannel } from '../../../ports/alerts.ts';
import { alertId } from './delivery.ts';

export interface MailOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; TLS is required unless the server is on this machine. */
  readonly smtpUrl: string;
  readonly from: string;
  readonly to: string;
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 10_000;
const thisMachine = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Sends alerts by e-mail, as plain text. The library is loaded with the first, so that it takes no memory before. */
export function mailChannel(options: MailOptions): AlertChannel {
  let transport: Promise<Transporter> | undefined;
  return {
    name: 'e-mail',
    send: async (alert) => {
      const mail = await (transport ??= mailTransport(options));
      await mail.sendMail({
        from: options.from,
        to: options.to,
        subject: `Salesforce Sync: ${alert.title}`,
        text: mailText(alert),
        headers: { 'X-Isvapp-Alert': alertId(alert), 'Auto-Submitted': 'auto-generated' },
      });
    },
  };
}

async function mailTransport({
  smtpUrl: url,
  timeoutMs = defaultTimeoutMs,
}: MailOptions): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    // Without it, a network that hides STARTTLS would be given the password.
    requireTLS: !thisMachine.test(new URL(url).hostname),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Nothing in a message is a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function mailText({ text, organizationId, runKey, at }: Alert): string {
  return `${text}\n\nOrganization ${organizationId}\nRun ${runKey}\n${at.toISOString()}\n`;
}
