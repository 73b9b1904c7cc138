import type { OrgContext } from '../../data/org-context.ts';
import type { DeployFiles } from './deploy-result.ts';

/** What deploying a component did. */
export interface StepOutcome {
  readonly id: string | null;
  readonly created: boolean;
  readonly changed: boolean;
  readonly deleted?: boolean;
}

/**
 * Order in which the components of one package are deployed, so that each finds what it needs. Within a phase a step
 * that fails is tried again while others still succeed: two formulas may be in the wrong order.
 */
export const deployPhases = [
  'destroyBefore',
  'objects',
  'fields',
  'formulas',
  'rules',
  'files',
  'records',
  'permissions',
  'destroyAfter',
] as const;

export type DeployPhase = (typeof deployPhases)[number];

/** One component of a package and how it gets into the org. `run` throws `DeployFailure`, `FormulaError` or `RowFailure`. */
export interface DeployStep {
  readonly type: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly phase: DeployPhase;
  run(): StepOutcome;
}

/** What steps are made from. */
export interface DeployContext {
  readonly org: OrgContext;
  readonly userId: string;
  readonly files: DeployFiles;
}

const decoder = new TextDecoder();

export function textContent(content: Uint8Array | string): string {
  return typeof content === 'string' ? content : decoder.decode(content);
}

export function byteContent(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
