import type { AnnotationContext, ModifierContext } from '@apexdevtools/apex-parser';
import type {
  Access,
  Annotation,
  AnnotationParameter,
  ModifierFlag,
  Modifiers,
  Sharing,
} from './declaration.ts';
import { lowerLiteral } from './lower-literal.ts';
import { optional, positionOf } from './parse-tree.ts';

const accesses: ReadonlySet<string> = new Set<Access>(['global', 'public', 'protected', 'private']);

export function lowerModifiers(contexts: readonly ModifierContext[]): Modifiers {
  const annotations: Annotation[] = [];
  const flags = new Set<ModifierFlag>();
  let access: Access | undefined;
  let sharing: Sharing | undefined;
  for (const context of contexts) {
    const annotation = optional(context.annotation());
    const word = context.getText().toLowerCase();
    if (annotation) annotations.push(lowerAnnotation(annotation));
    else if (word.endsWith('sharing')) sharing = word.slice(0, -'sharing'.length) as Sharing;
    else if (accesses.has(word)) access = word as Access;
    else flags.add(word as ModifierFlag);
  }
  return { access, flags, sharing, annotations };
}

function lowerAnnotation(context: AnnotationContext): Annotation {
  const name = context.id().getText();
  return { name, parameters: annotationParameters(context), position: positionOf(context) };
}

function annotationParameters(context: AnnotationContext): readonly AnnotationParameter[] {
  const single = optional(context.elementValue());
  if (single) return [{ name: 'value', value: valueOf(single) }];
  const pairs = optional(context.elementValuePairs())?.elementValuePair_list() ?? [];
  return pairs.map((pair) => ({ name: pair.id().getText(), value: valueOf(pair.elementValue()) }));
}

function valueOf(
  context: ReturnType<AnnotationContext['elementValue']>,
): string | number | boolean {
  const { value } = lowerLiteral(context.literal());
  return typeof value === 'bigint' || value === null ? String(value) : value;
}
