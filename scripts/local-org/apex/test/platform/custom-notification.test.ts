import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deployed, file, packageOf } from '../../../test/acme-org.ts';
import type { LocalOrg } from '../../../org.ts';
import { apexRuntime } from '../../apex-runtime.ts';
import { apexOrg } from '../apex-org.ts';
import { ran } from './org-program.ts';

let org: LocalOrg;
beforeEach(() => {
  org = apexOrg();
  deployed(
    org,
    packageOf(
      { CustomNotificationType: ['Bell'] },
      {
        'notificationtypes/Bell.notiftype': file(
          'CustomNotificationType',
          '<customNotifTypeName>Bell</customNotifTypeName><desktop>true</desktop><masterLabel>Bell</masterLabel><mobile>true</mobile>',
        ),
      },
    ),
  );
});
afterEach(() => {
  org.close();
});

const steps = {
  type: "n.setNotificationTypeId([SELECT Id FROM CustomNotificationType WHERE DeveloperName = 'Bell'].Id);",
  title: "n.setTitle('Late');",
  body: "n.setBody('Nothing has run.');",
  target: "n.setTargetId('000000000000000AAA');",
  recipients: 'Set<String> to = new Set<String>{ UserInfo.getUserId() };',
};
const sending = (changes: Partial<typeof steps> = {}) =>
  `Messaging.CustomNotification n = new Messaging.CustomNotification(); ${Object.values({ ...steps, ...changes }).join(' ')} n.send(to);`;
const many = (count: number) =>
  `Set<String> to = new Set<String>(); for (Integer i = 0; i < ${count}; i++) { to.add('005' + i); }`;

describe('A custom notification', () => {
  it('is sent to its recipients with what was set', () => {
    const { entry } = ran(org, sending());
    expect(entry.notifications).toEqual([
      {
        typeId: org.components('CustomNotificationType')[0]?.id,
        title: 'Late',
        body: 'Nothing has run.',
        targetId: '000000000000000AAA',
        targetPageRef: null,
        recipients: [org.administratorId],
      },
    ]);
  });

  it('can be read from the runtime once its transaction is committed', async () => {
    const apex = apexRuntime(org);
    await apex.executeAnonymous(`${sending()} Integer none = 1 / 0;`, org.administratorId);
    expect(apex.notifications()).toEqual([]);
    await apex.executeAnonymous(sending(), org.administratorId);
    expect(apex.notifications().map(({ title }) => title)).toEqual(['Late']);
  });

  it('leads to a page instead of a record, to 500 people at most', () => {
    const pageRef = `n.setTargetPageRef('{"type":"standard__objectPage"}');`;
    const { entry } = ran(org, sending({ target: pageRef, recipients: many(500) }));
    expect(entry.notifications[0]?.targetPageRef).toBe('{"type":"standard__objectPage"}');
    expect(entry.notifications[0]?.recipients).toHaveLength(500);
  });

  it.each([
    ['a type', { type: '' }],
    ['a type of this org', { type: "n.setNotificationTypeId('0ML000000000001AAA');" }],
    ['a title', { title: '' }],
    ['a title that is not too long', { title: "n.setTitle('x'.repeat(251));" }],
    ['a body', { body: '' }],
    ['a body that is not too long', { body: "n.setBody('x'.repeat(751));" }],
    ['a target', { target: '' }],
    ['a recipient', { recipients: many(0) }],
    ['no more than 500 recipients', { recipients: many(501) }],
  ])('needs %s', (_what, changes) => {
    const attempt = `try { ${sending(changes)} System.debug('sent'); } catch (IllegalArgumentException e) { System.debug('refused'); }`;
    const { printed, entry } = ran(org, attempt);
    expect(printed).toEqual(['refused']);
    expect(entry.notifications).toEqual([]);
  });
});
