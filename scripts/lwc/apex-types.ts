import { type ApexClass, apexClass, type ApexMember, type ApexMethod } from './apex-members.ts';

/**
 * Declarations of what Lightning is offered by the classes of a package: `apex/Controller` has the shapes, and
 * `@salesforce/apex/Controller.method` each method. A member may be null, or missing, where its comment in Apex says
 * "null", "empty" or "only for"; every other one is there.
 * @param sources of classes
 * @returns the text of a declaration file
 */
export function apexTypes(sources: readonly string[]): string {
  const classes = sources
    .map(apexClass)
    .filter((each) => each !== undefined)
    .filter((each) => isOffered(each));
  const modules = classes.flatMap((each) => [
    shapesModule(each),
    ...each.methods.map((method) => methodModule(each, method)),
  ]);
  return `// Written by scripts/build-lwc.ts from the classes of Apex.\n${modules.join('')}`;
}

function isOffered({ members, methods, inner }: ApexClass): boolean {
  return members.length + methods.length > 0 || inner.some(isOffered);
}

function shapesModule(outer: ApexClass): string {
  const shapes = [outer, ...outer.inner].filter(({ members }) => members.length > 0);
  if (shapes.length === 0) return '';
  return `declare module 'apex/${outer.name}' {\n${shapes.map((each) => shape(each, outer)).join('')}}\n`;
}

function shape({ name, members }: ApexClass, outer: ApexClass): string {
  return `  export interface ${name} {\n${members.map((each) => memberLine(each, outer)).join('')}  }\n`;
}

function memberLine(
  { name, type, comment, ownComment, isInitialized }: ApexMember,
  outer: ApexClass,
): string {
  const mayBeNull = !isInitialized && /\b(?:null|empty|only for)\b/i.test(comment);
  const text = typeText(type, outer);
  const note = ownComment === '' ? '' : `    /** ${ownComment} */\n`;
  return `${note}    readonly ${name}${mayBeNull ? '?' : ''}: ${text}${mayBeNull ? ' | null' : ''};\n`;
}

function methodModule(
  outer: ApexClass,
  { name, comment, returns, parameters }: ApexMethod,
): string {
  const result = typeText(returns, outer);
  const mayBeNull = !returns.startsWith('List<') && /@return[^@]*\bnull\b/i.test(comment);
  const given = parameters
    .map((each) => `readonly ${each.name}: ${typeText(each.type, outer)} | null`)
    .join('; ');
  return [
    `declare module '@salesforce/apex/${outer.name}.${name}' {\n`,
    comment === '' ? '' : `  /** ${comment} */\n`,
    `  const method: ApexMethod<${given === '' ? 'Record<never, never>' : `{ ${given} }`}, `,
    `${result}${mayBeNull ? ' | null' : ''}>;\n`,
    '  export default method;\n}\n',
  ].join('');
}

const simple: Readonly<Record<string, string>> = {
  Boolean: 'boolean',
  Date: 'string',
  Datetime: 'string',
  Decimal: 'number',
  Double: 'number',
  Id: 'string',
  Integer: 'number',
  Long: 'number',
  Object: 'unknown',
  String: 'string',
  void: 'void',
};

/** A type of Apex as Lightning receives it: JSON, with dates and moments as text. */
function typeText(type: string, outer: ApexClass): string {
  const known = simple[type];
  if (known !== undefined) return known;
  const element = /^List<(.*)>$/.exec(type)?.[1];
  if (element !== undefined) return `readonly ${typeText(element, outer)}[]`;
  const value = /^Map<String,(.*)>$/.exec(type)?.[1];
  if (value !== undefined) return `Readonly<Record<string, ${typeText(value, outer)}>>`;
  return shapeName(type, outer);
}

function shapeName(type: string, outer: ApexClass): string {
  const [first = '', second] = type.split('.');
  const local = [outer, ...outer.inner].some(({ name }) => name === first);
  return `import('apex/${local ? outer.name : first}').${second ?? first}`;
}
