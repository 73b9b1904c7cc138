import { ClassBodyDeclarationContext } from '@apexdevtools/apex-parser';
import { nodesBelow } from './parsed-apex.ts';
import type { PlacedProblem } from './query-problems.ts';

/** A method that Lightning is offered. */
export interface AuraMethod extends PlacedMember {
  readonly name: string;
  readonly words: ReadonlySet<string>;
}

interface PlacedMember {
  readonly line: number;
}

/** The methods annotated with @AuraEnabled, properties left out. */
export function auraMethods(tree: unknown): readonly AuraMethod[] {
  return [...nodesBelow(tree)]
    .filter((node) => node instanceof ClassBodyDeclarationContext)
    .flatMap((declaration) => {
      const words = new Set(
        declaration.modifier_list().map((each) => each.getText().toLowerCase()),
      );
      const isOffered = [...words].some((word) => /^@auraenabled\b/.test(word));
      const method = present(present(declaration.memberDeclaration())?.methodDeclaration());
      if (!isOffered || !method) return [];
      return [{ name: method.id().getText(), line: method.start.line, words }];
    });
}

/** What Lightning or the compiler of Salesforce refuses of such methods, and apex-ls does not. */
export function auraProblems(tree: unknown): readonly PlacedProblem[] {
  const methods = auraMethods(tree);
  return [
    ...methods.flatMap(({ name, line, words }) => [
      ...(words.has('static') ? [] : [{ line, message: `make @AuraEnabled ${name} static` }]),
      ...(words.has('public') || words.has('global')
        ? []
        : [{ line, message: `make @AuraEnabled ${name} public: Lightning can not reach it` }]),
    ]),
    ...methods
      .filter(({ name }, at) => methods.findIndex((each) => isSame(each.name, name)) < at)
      .map(({ name, line }) => ({
        line,
        message: `rename @AuraEnabled ${name}: Lightning knows methods by name, and there is another of this name`,
      })),
  ];
}

/** Whether two names of Apex are the same, which does not tell case. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The generated types promise every child; at run time one that the source lacks is null. */
function present<Child>(child: Child): Child | undefined {
  return child ?? undefined;
}
