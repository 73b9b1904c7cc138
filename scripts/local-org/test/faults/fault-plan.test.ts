import { describe, expect, it } from 'vitest';
import { FaultPlan, type Effect } from '../../faults/fault-plan.ts';
import type { ObservedRequest } from '../../faults/observed-request.ts';

const fail: Effect = { kind: 'fail', failure: { status: 503 } };

function request(over: Partial<ObservedRequest> = {}): ObservedRequest {
  const base = {
    operation: 'query',
    method: 'GET',
    path: '/services/data/v62.0/query?q=SELECT',
  } as const;
  return {
    ...base,
    soql: 'SELECT Id FROM Account',
    page: 1,
    object: null,
    inComposite: false,
    body: undefined,
    ...over,
  };
}

function kinds(plan: FaultPlan, over?: Partial<ObservedRequest>): string[] {
  return plan.effectsOn(request(over)).map(({ kind }) => kind);
}

describe('FaultPlan', () => {
  it('hits one matching request, then none', () => {
    const plan = new FaultPlan();
    plan.add({ operation: 'query' }, fail);
    expect(kinds(plan, { operation: 'describe' })).toEqual([]);
    expect(kinds(plan)).toEqual(['fail']);
    expect(kinds(plan)).toEqual([]);
  });

  it('hits as many as asked for, after letting some through', () => {
    const plan = new FaultPlan();
    plan.add({ operation: 'query', times: 2, skip: 1 }, fail);
    expect(Array.from({ length: 5 }, () => kinds(plan))).toEqual([[], ['fail'], ['fail'], [], []]);
  });

  it.each([
    ['a list of operations', { operation: ['query', 'queryMore'] as const }, true],
    ['a method', { method: 'POST' }, false],
    ['a part of the path', { path: '/v62.0/' }, true],
    ['a pattern of the path', { path: /v61/ }, false],
    ['a part of the SOQL', { soql: 'FROM Account' }, true],
    ['a pattern of the SOQL', { soql: /from account/i }, true],
    ['another SOQL', { soql: 'sfLma__License__c' }, false],
    ['a page', { page: 1 }, true],
    ['another page', { page: 2 }, false],
    ['an object', { object: 'account' }, false],
    [
      'a rule of the caller',
      { where: ({ path }: ObservedRequest) => path.includes('SELECT') },
      true,
    ],
  ])('recognizes a request by %s', (_name, match, isHit) => {
    const plan = new FaultPlan();
    plan.add(match, fail);
    expect(kinds(plan)).toEqual(isHit ? ['fail'] : []);
  });

  it('adds delays up and stops at the first failure', () => {
    const plan = new FaultPlan();
    plan.add({}, { kind: 'delay', delayMs: 1 });
    plan.add({}, fail);
    plan.add({}, { kind: 'drop', moment: 'after' });
    expect(kinds(plan)).toEqual(['delay', 'fail']);
    expect(kinds(plan)).toEqual(['drop']);
  });

  it('cannot cut the connection of a subrequest, which has none', () => {
    const plan = new FaultPlan();
    plan.add({}, { kind: 'drop', moment: 'before' });
    plan.add({}, fail);
    expect(kinds(plan, { inComposite: true })).toEqual(['fail']);
    expect(plan.pending()).toEqual([{ kind: 'drop', timesLeft: 1, skipLeft: 0 }]);
  });
});
