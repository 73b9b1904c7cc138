import { expect, it } from 'vitest';
import { apexTypes } from '../apex-types.ts';

const controller = `
public with sharing class RunController {
    /** One run. */
    public class Run {
        /** Unique. */
        @AuraEnabled
        public Id runId;
        /** Null while it runs. */
        @AuraEnabled
        public Datetime startedAt;
        @AuraEnabled
        public Integer written;
        @AuraEnabled
        public List<Phase> phases = new List<Phase>();
        public String hidden;
    }
    public class Phase {
        /** Values by name. */
        @AuraEnabled
        public Map<String, Object> values { get; set; }
        @AuraEnabled
        public Other.Item item { get; set; }
    }
    /** @return the run; null where there is none */
    @AuraEnabled(cacheable=true)
    public static Run getRun(Id runId, List<String> names) { return null; }
    @AuraEnabled
    public static void stop() {}
    private static void inner() {}
}`;

it('declares what Lightning is offered, as JSON carries it', () => {
  const types = apexTypes([controller]);
  expect(types).toContain("declare module 'apex/RunController' {");
  expect(types).toContain('readonly runId: string;');
  expect(types).toContain('readonly startedAt?: string | null;');
  // One comment covers the members that follow it.
  expect(types).toContain('readonly written?: number | null;');
  expect(types).toContain("readonly phases: readonly import('apex/RunController').Phase[];");
  expect(types).toContain('readonly values: Readonly<Record<string, unknown>>;');
  expect(types).toContain("readonly item: import('apex/Other').Item;");
  expect(types).not.toContain('hidden');
});

it('declares methods by the names and types of their parameters', () => {
  const types = apexTypes([controller]);
  expect(types).toContain(
    "ApexMethod<{ readonly runId: string | null; readonly names: readonly string[] | null }, import('apex/RunController').Run | null>",
  );
  expect(types).toContain(
    "declare module '@salesforce/apex/RunController.stop' {\n  const method: ApexMethod<Record<never, never>, void>;",
  );
  expect(types).not.toContain('inner');
});

it('leaves out classes that Lightning is offered nothing of', () => {
  expect(apexTypes(['public class Quiet { public String name; }'])).not.toContain('Quiet');
});
