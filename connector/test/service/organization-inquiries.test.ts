import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openMemoryStore } from '../../src/adapters/store/memory-store.ts';
import { openLogger } from '../../src/adapters/telemetry/logger.ts';
import { defaultSchedule } from '../../src/domain/organization.ts';
import {
  organizationInquiries,
  type OrganizationInquiries,
} from '../../src/service/organization-inquiries.ts';
import { sharedAnalytics } from '../../src/service/shared-analytics.ts';
import { TickingClock } from './ticking-clock.ts';

const ids = Array.from(
  { length: 12 },
  (_, index) => `00D0000000000${String(index).padStart(2, '0')}AAA`,
);
const [first = ''] = ids;
const encryptionKeys = { current: Buffer.alloc(32, 1), previous: undefined };

let clock: TickingClock;
let inquiries: OrganizationInquiries;
let closed: string[];

beforeEach(async () => {
  clock = new TickingClock();
  closed = [];
  const { organizations } = openMemoryStore(clock, encryptionKeys);
  for (const id of ids)
    await organizations.save(
      {
        id,
        name: id,
        instanceUrl: 'https://acme.my.salesforce.com',
        allowLocalAddress: false,
        packageNamespace: '',
        schedule: defaultSchedule,
        nextRunAt: clock.now(),
        nextPollAt: clock.now(),
      },
      { kind: 'client-credentials', clientId: 'id', clientSecret: 'secret' },
    );
  inquiries = organizationInquiries({
    organizations,
    analytics: sharedAnalytics(() => Promise.reject(new Error('Nobody counts here.'))),
    clock,
    logger: openLogger({ level: 'silent', clock, destination: process.stderr }),
  });
});
afterEach(() => inquiries[Symbol.asyncDispose]());

function ask(id: string, answer: Promise<void> = Promise.resolve()): Promise<void> {
  return inquiries.ask(id, ({ salesforce }) => {
    vi.spyOn(salesforce, 'close').mockImplementation(() => {
      closed.push(id);
      return Promise.resolve();
    });
    return answer;
  });
}

it('are closed five minutes after the last question, also where no other one comes', async () => {
  await ask(first);
  await clock.pass(4);
  await ask(first);
  await clock.pass(5);
  expect(closed).toEqual([]);
  await clock.pass(2);
  expect(closed).toEqual([first]);
  expect(clock.sleeping).toBe(0);
});

it('are not closed while a question is under way', async () => {
  let answer: () => void = () => undefined;
  const asked = ask(first, new Promise((resolve) => (answer = resolve)));
  await clock.pass(20);
  expect(closed).toEqual([]);
  answer();
  await asked;
  await clock.pass(7);
  expect(closed).toEqual([first]);
});

it('are ten at most: one more closes the one that was idle longest', async () => {
  for (const id of ids.slice(0, 10)) {
    await ask(id);
    await clock.pass(0);
  }
  await ask(first);
  expect(closed).toEqual([]);
  await clock.pass(1);
  await ask(first);
  await ask(ids[10] ?? '');
  expect(closed).toEqual([ids[1]]);
});

it('are all closed with the service, which waits for nothing then', async () => {
  await ask(first);
  await ask(ids[1] ?? '');
  await inquiries[Symbol.asyncDispose]();
  expect(closed).toEqual([first, ids[1]]);
  expect(clock.sleeping).toBe(0);
});
