import { OrgError } from '../domain/org-error.ts';
import type { Salesforce } from '../adapters/salesforce/open-salesforce.ts';
import type { openLogger } from '../adapters/telemetry/logger.ts';
import { salesforceOf } from '../organization-access.ts';
import type { Clock } from '../ports/clock.ts';
import type { Organizations } from '../ports/organizations.ts';
import { answerPreviews, type Previews } from '../stages/answer-previews.ts';
import { idleWatch } from './idle-watch.ts';
import { brieflyOpened, type SharedAnalytics } from './shared-analytics.ts';

/** A way into one organization for questions. */
export interface Inquiry extends Previews {
  readonly salesforce: Salesforce;
}

/** Ways into the organizations for questions, kept for a while: a session costs a sign-in. */
export interface OrganizationInquiries extends AsyncDisposable {
  /** Asks the organization of the id. Rejects where it is not connected, and with what the question throws. */
  ask<T>(organizationId: string, question: (inquiry: Inquiry) => Promise<T>): Promise<T>;
}

export interface InquiryParts {
  readonly organizations: Organizations;
  readonly analytics: SharedAnalytics;
  readonly clock: Clock;
  readonly logger: ReturnType<typeof openLogger>;
}

interface Kept {
  readonly inquiry: Promise<Inquiry & AsyncDisposable>;
  usedAt: number;
  underWay: number;
}

/** As long as what previews read is kept. */
const idleMs = 300_000;
/** A question of one more closes the one that was idle longest: of a large organization, what is read takes up 90 MB. */
const mostKept = 10;

/**
 * Questions have connections of their own, so that they are not counted as calls of a run that is under way.
 */
export function organizationInquiries(parts: InquiryParts): OrganizationInquiries {
  const kept = new Map<string, Kept>();
  const close = async (id: string, each: Kept): Promise<void> => {
    if (kept.get(id) === each) kept.delete(id);
    const inquiry = await each.inquiry.catch(() => undefined);
    await inquiry?.[Symbol.asyncDispose]();
  };
  const closeIdle = async (coming: 0 | 1): Promise<void> => {
    const now = parts.clock.now().getTime();
    const idle = [...kept]
      .filter(([, { underWay }]) => underWay === 0)
      .sort(([, one], [, other]) => one.usedAt - other.usedAt);
    const stale = idle.filter(
      ([, { usedAt }], index) => now - usedAt > idleMs || index < kept.size + coming - mostKept,
    );
    for (const [id, each] of stale) await close(id, each);
  };

  const watch = idleWatch({
    isEmpty: () => kept.size === 0,
    closeIdle: () => closeIdle(0),
    onFailure: (error) => {
      parts.logger.error({ error }, 'A connection for questions that is idle could not be closed');
    },
    clock: parts.clock,
  });

  return {
    ask: async (id, question) => {
      await closeIdle(kept.has(id) ? 0 : 1);
      const mine = kept.get(id) ?? { inquiry: openInquiry(id, parts), usedAt: 0, underWay: 0 };
      kept.set(id, mine);
      watch.wake();
      mine.usedAt = parts.clock.now().getTime();
      mine.underWay += 1;
      try {
        return await question(await mine.inquiry);
      } catch (error) {
        // It may have got another address or secret since: the next question signs in with those.
        if (!(error instanceof OrgError) || error.kind === 'connection') kept.delete(id);
        throw error;
      } finally {
        mine.underWay -= 1;
        if (mine.underWay === 0 && kept.get(id) !== mine) await close(id, mine);
      }
    },
    [Symbol.asyncDispose]: async () => {
      await watch[Symbol.asyncDispose]();
      for (const [id, each] of kept) await close(id, each);
    },
  };
}

async function openInquiry(
  id: string,
  { organizations, analytics, clock }: InquiryParts,
): Promise<Inquiry & AsyncDisposable> {
  const organization = await organizations.find(id);
  if (!organization) throw new Error(`Organization ${id} is not connected any more.`);
  const salesforce = await salesforceOf(organization, organizations, clock);
  const usage = brieflyOpened(id, analytics);
  return {
    salesforce,
    ...answerPreviews({ ...salesforce, usage, clock }),
    [Symbol.asyncDispose]: () => salesforce.close(),
  };
}
