import { describe, expect, it } from 'vitest';
import { alertDesk, type AlertDesk } from '../../../../src/adapters/telemetry/alerts/alert-desk.ts';
import type { Alert, AlertKind, JudgedRun } from '../../../../src/domain/alert.ts';
import type { AlertBook, AlertChannel } from '../../../../src/ports/alerts.ts';

const at = new Date('2026-11-24T23:30:00Z');
const succeeded: JudgedRun = {
  trigger: 'Schedule',
  runKey: 'run-1',
  status: 'Succeeded',
  message: 'All right.',
  startedAt: at,
  finishedAt: at,
  phases: [{ phase: 'Connect', startedAt: at, finishedAt: at, summary: '' }],
  values: { read: 1, unchanged: 0, written: 1, cleared: 0, failed: 0, deferred: 0 },
  entries: [],
};
const failed: JudgedRun = { ...succeeded, status: 'Failed' };

function memoryBook(): AlertBook {
  const open = new Set<string>();
  return {
    openKinds: (organizationId) => {
      const own = [...open].filter((each) => each.startsWith(`${organizationId} `));
      return Promise.resolve(new Set(own.map((each) => each.split(' ')[1] as AlertKind)));
    },
    record: ({ organizationId, kind, event }) => {
      open[event === 'raised' ? 'add' : 'delete'](`${organizationId} ${kind}`);
      return Promise.resolve();
    },
  };
}

function channel(name: string): AlertChannel & { readonly got: Alert[]; isDown: boolean } {
  const own = {
    name,
    got: [] as Alert[],
    isDown: false,
    send: (alert: Alert) => {
      if (own.isDown) return Promise.reject(new Error('down'));
      own.got.push(alert);
      return Promise.resolve();
    },
  };
  return own;
}

function desk() {
  const [mail, slack] = [channel('e-mail'), channel('Slack')];
  const own = alertDesk({ channels: [mail, slack], book: memoryBook(), unchangedDays: 7 });
  const runFinished: AlertDesk['runFinished'] = (...told) => own.runFinished(...told);
  const raise: AlertDesk['raise'] = (alert) => own.raise(alert);
  return { mail, slack, runFinished, raise };
}

function events({ got }: { readonly got: readonly Alert[] }): readonly string[] {
  return got.map(({ event, kind }) => `${event} ${kind}`);
}

describe('the alert desk', () => {
  it('tells every channel of a trouble once, and of its end', async () => {
    const { mail, slack, runFinished } = desk();
    for (const run of [failed, failed, failed, succeeded, succeeded])
      await runFinished('00D1', run, []);
    expect(events(mail)).toEqual(['raised failed', 'recovered failed']);
    expect(events(slack)).toEqual(events(mail));
  });

  it('keeps organizations apart', async () => {
    const { mail, runFinished } = desk();
    await runFinished('00D1', failed, []);
    await runFinished('00D2', succeeded, []);
    await runFinished('00D2', failed, []);
    expect(mail.got.map(({ organizationId }) => organizationId)).toEqual(['00D1', '00D2']);
  });

  it('is content when one channel takes it, and tries again after the next run when none does', async () => {
    const { mail, slack, runFinished } = desk();
    mail.isDown = true;
    slack.isDown = true;
    expect(await runFinished('00D1', failed, [])).toEqual({
      told: [],
      failures: ['e-mail: down', 'Slack: down'],
    });
    slack.isDown = false;
    expect(await runFinished('00D1', failed, [])).toMatchObject({
      told: [{ kind: 'failed' }],
      failures: ['e-mail: down'],
    });
    mail.isDown = false;
    expect(await runFinished('00D1', failed, [])).toEqual({ told: [], failures: [] });
    expect(events(slack)).toEqual(['raised failed']);
    expect(events(mail)).toEqual([]);
  });

  it('takes a cancelled run for no news', async () => {
    const { mail, runFinished } = desk();
    await runFinished('00D1', failed, []);
    await runFinished('00D1', { ...succeeded, status: 'Cancelled' }, []);
    expect(events(mail)).toEqual(['raised failed']);
  });

  it('tells of trouble that shows without a run once, until a run goes through', async () => {
    const { mail, slack, raise, runFinished } = desk();
    const late: Alert = {
      kind: 'late',
      event: 'raised',
      title: 'No sync has gone through',
      text: 'It is due.',
      organizationId: 'org-1',
      runKey: 'late-1',
      at,
    };
    slack.isDown = true;
    mail.isDown = true;
    expect((await raise(late)).told).toEqual([]);
    mail.isDown = false;
    await raise(late);
    await raise(late);
    await runFinished('org-1', failed, []);
    await raise(late);
    await runFinished('org-1', succeeded, []);
    await raise({ ...late, runKey: 'late-2' });
    expect(events(mail)).toEqual([
      'raised late',
      'raised failed',
      'recovered failed',
      'recovered late',
      'raised late',
    ]);
  });
});
