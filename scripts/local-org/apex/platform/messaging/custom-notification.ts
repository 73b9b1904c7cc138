import { constructor, method, nativeType, type NativeType } from '../../library/native-type.ts';
import type { ApexCallbacks } from '../../values/apex-value.ts';
import type { ApexSet } from '../../values/apex-set.ts';
import { NativeObject } from '../../values/native-object.ts';
import { textOf } from '../../values/text.ts';
import type { OrgTransaction } from '../org-transaction.ts';

const fields = {
  NotificationTypeId: 'notificationTypeId',
  Title: 'title',
  Body: 'body',
  TargetId: 'targetId',
  TargetPageRef: 'targetPageRef',
  SenderId: 'senderId',
} as const;

type Field = (typeof fields)[keyof typeof fields];
type Notification = NativeObject<Partial<Record<Field, string>>>;

/** Limits of the documentation of Messaging.CustomNotification. */
const mostRecipients = 500;
const longestTitle = 250;
const longestBody = 750;

function send(run: OrgTransaction, { state }: Notification, recipients: ApexSet): void {
  const { notificationTypeId, targetId = null, targetPageRef = null } = state;
  if (notificationTypeId === undefined || !isKnownType(run, notificationTypeId)) {
    throw refusal(run, 'Notification type Id is missing or invalid');
  }
  const title = text(run, 'Title', state.title, longestTitle);
  const body = text(run, 'Body', state.body, longestBody);
  if (targetId === null && targetPageRef === null) {
    throw refusal(run, 'Either targetId or targetPageRef is required');
  }
  const to = recipientIds(run, recipients);
  const sent = { typeId: notificationTypeId, title, body, targetId, targetPageRef };
  run.entry.notifications.push({ ...sent, recipients: to });
}

/** A text that has to be there and not be too long. */
function text(
  run: OrgTransaction,
  name: string,
  given: string | undefined,
  longest: number,
): string {
  if (given !== undefined && given.length <= longest) return given;
  throw refusal(run, `${name} is required and has ${longest} characters at most`);
}

function recipientIds(run: OrgTransaction, recipients: ApexSet): readonly string[] {
  const ids = Array.from(recipients.values(), (each) => textOf(each, run));
  if (ids.length > 0 && ids.length <= mostRecipients) return ids;
  throw refusal(run, `Between 1 and ${mostRecipients} recipients are needed, found ${ids.length}`);
}

function isKnownType({ org }: OrgTransaction, id: string): boolean {
  return org.components('CustomNotificationType').some((type) => type.id === id);
}

function refusal(run: ApexCallbacks, problem: string): Error {
  return run.exception('IllegalArgumentException', problem);
}

/** A notification in the bell; what was sent can be read from the runtime. */
export const customNotification: NativeType = nativeType('Messaging.CustomNotification', [
  constructor('()', () => new NativeObject('Messaging.CustomNotification', {})),
  ...Object.entries(fields).map(([name, field]) =>
    method(`void set${name}(String value)`, (_run, self: Notification, value: string) => {
      self.state[field] = value;
    }),
  ),
  method(
    'void send(Set<String> users)',
    (run: OrgTransaction, self: Notification, users: ApexSet) => {
      send(run, self, users);
    },
  ),
]);
