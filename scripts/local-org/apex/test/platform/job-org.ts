import { idSequence } from '../../../schema/salesforce-id.ts';
import { openLocalOrg, type LocalOrg } from '../../../org.ts';
import { CompiledOrg } from '../../compiled-org.ts';
import { JobQueue } from '../../platform/job/job-queue.ts';
import { addClasses } from '../apex-org.ts';

/** An org whose clock a test moves, with queues for its jobs. */
export class JobOrg {
  readonly org: LocalOrg;
  timeMs = Date.UTC(2026, 10, 24, 10);
  /** What queues reported. */
  readonly defects: unknown[] = [];
  /** What was asked for over the network. The first answer is `answer 1`. */
  readonly requests: Request[] = [];

  constructor(...classes: readonly string[]) {
    this.org = openLocalOrg({ clock: { now: () => new Date(this.timeMs) } });
    addClasses(this.org, ...classes);
  }

  newQueue(): JobQueue {
    const compiled = new CompiledOrg(this.org);
    return new JobQueue({
      org: this.org,
      program: () => compiled.program(),
      callouts: { credentialValue: () => undefined, credentialUrl: () => undefined },
      fetch: (url, init) => {
        this.requests.push(new Request(url, init));
        return Promise.resolve(new Response(`answer ${this.requests.length}`));
      },
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      numbering: { nextDeploymentId: idSequence('0Af') },
      reportDefect: (error) => this.defects.push(error),
    });
  }

  /** Runs a block as the administrator and commits what it does. Throws what it throws. */
  async enter(queue: JobQueue, text: string): Promise<void> {
    const block = new CompiledOrg(this.org).program().anonymous(text, 66);
    await queue.enter({
      userId: this.org.administratorId,
      work: (run) => {
        block.run(run);
      },
    });
  }

  /** Values of fields of all records, in the order of their ids. */
  rows(object: string, fields: string): readonly unknown[] {
    const soql = `SELECT ${fields} FROM ${object} ORDER BY Id`;
    return [...this.org.asSystem(this.org.administratorId).query(soql).rows];
  }

  names(): readonly unknown[] {
    return this.rows('Account', 'Name').flat();
  }
}
