import type { LocalOrg } from '../../../org.ts';
import type { Program } from '../../compile/program.ts';
import { Limits } from '../../run/limits.ts';
import { annotationOf } from '../../syntax/declaration.ts';
import type { ClassModel, MethodModel } from '../../types/class-model.ts';
import type { BridgeOptions } from '../bridge-options.ts';
import type { OrgTransaction } from '../../platform/org-transaction.ts';
import { ActionParameters } from './action-parameter.ts';
import { auraFailure, failed } from './aura-error.ts';
import { isAuraEnabled } from './aura-members.ts';
import type { AuraResult } from './aura-result.ts';
import { AuraValues, type AuraJson } from './aura-value.ts';

/** A call of `@salesforce/apex/Class.method`. */
export interface ActionCall {
  readonly userId: string;
  readonly className: string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Calls an action as a component does. Failures of the program, of access and of parameters are results; throws for what
 * the interpreter doesn't support and for a class that doesn't compile, which no org has.
 */
export async function invokeAction(options: BridgeOptions, call: ActionCall): Promise<AuraResult> {
  const { org, enter } = options;
  const program = options.program();
  const model = program.classes.get(call.className.toLowerCase());
  const method = model && actionOf(model, call.method);
  if (!method) {
    return failed({
      message: `Unable to find action '${call.method}' on the controller of ${call.className}`,
    });
  }
  assertCompiled(program, model);
  if (!mayUse(org, call.userId, model)) {
    return failed({ message: `You do not have access to the Apex class named '${model.name}'.` });
  }
  try {
    const work = (run: OrgTransaction) => answered(program, run, method, call.params);
    const limits = isCacheable(method) ? { limits: withoutWriting } : {};
    return { ok: true, value: await enter({ userId: call.userId, work, ...limits }) };
  } catch (error) {
    const failure = auraFailure(error);
    if (failure) return failure;
    throw error;
  }
}

/** A cacheable action may not write. */
const withoutWriting = () => new Limits({ dmlStatements: 0 });

function answered(
  program: Program,
  run: OrgTransaction,
  method: MethodModel,
  params: ActionCall['params'],
): AuraJson {
  const parameters = new ActionParameters(program, run);
  const args = method.parameters.map((type, at) => {
    const { name } = method.declaration.parameters[at] ?? { name: '' };
    return parameters.value(name, type, params[name]);
  });
  return new AuraValues(program, run).json(program.callStatic(run, method, args));
}

function actionOf({ methods }: ClassModel, name: string): MethodModel | undefined {
  return methods.find(
    (method) =>
      method.isStatic &&
      method.name.toLowerCase() === name.toLowerCase() &&
      isAuraEnabled(method.declaration),
  );
}

function isCacheable({ declaration }: MethodModel): boolean {
  const parameters = annotationOf(declaration.modifiers, 'AuraEnabled')?.parameters ?? [];
  return parameters.some(({ name, value }) => name.toLowerCase() === 'cacheable' && value === true);
}

function assertCompiled({ problems }: Program, { name }: ClassModel): void {
  const problem = problems.find(({ className }) => className.toLowerCase() === name.toLowerCase());
  if (!problem) return;
  throw new Error(
    `${name} does not compile: line ${problem.line}, column ${problem.column}: ${problem.problem}`,
  );
}

/** Somebody needs the class in a permission set or the profile; administrators don't. */
function mayUse(org: LocalOrg, userId: string, { name }: ClassModel): boolean {
  const access = org.accessOf(userId);
  const component = org.components('ApexClass').find((each) => each.fullName === name);
  return access.isAdministrator || (component !== undefined && access.opens(component.id));
}
