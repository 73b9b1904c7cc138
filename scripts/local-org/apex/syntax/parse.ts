import {
  type AnonymousBlockMemberContext,
  ApexErrorListener,
  type ApexParser,
  ApexParserFactory,
} from '@apexdevtools/apex-parser';
import { ApexProblemError } from './apex-problem.ts';
import type { AnonymousBlock, MemberDeclaration, TypeDeclaration } from './declaration.ts';
import { lowerMember, lowerTypeDeclaration } from './lower-declaration.ts';
import { lowerStatement } from './lower-statement.ts';
import { optional } from './parse-tree.ts';
import type { Statement } from './statement.ts';

/**
 * The type a source file of Apex declares. Throws ApexProblemError at the first mistake, as a deploy reports it, and
 * UnsupportedApexError for what the interpreter doesn't know.
 */
export function parsedType(source: string): TypeDeclaration {
  return parsed(source, (parser) =>
    lowerTypeDeclaration(parser.compilationUnit().typeDeclaration()),
  );
}

/** A block of anonymous Apex. Throws as `parsedType` does. */
export function parsedAnonymous(source: string): AnonymousBlock {
  return parsed(source, (parser) => {
    const members = parser.anonymousUnit().anonymousBlock().anonymousBlockMember_list();
    const parts = members.map(lowerAnonymousMember);
    return {
      statements: parts.flatMap(({ statements }) => statements),
      members: parts.flatMap(({ members: declared }) => declared),
    };
  });
}

class FirstError extends ApexErrorListener {
  error: ApexProblemError | undefined;

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.error ??= new ApexProblemError({ line, column: column + 1 }, sentence(message));
  }
}

function parsed<Result>(source: string, lower: (parser: ApexParser) => Result): Result {
  const listener = new FirstError();
  const { parser } = ApexParserFactory.createLexerAndParser(source, listener);
  const assertNoError = (): void => {
    if (listener.error) throw listener.error;
  };
  try {
    const result = lower(parser);
    assertNoError();
    return result;
  } catch (error) {
    // A broken source has holes in its tree: what lowering says about those is noise beside the syntax error.
    assertNoError();
    throw error;
  }
}

/** The variables of an anonymous block look like fields to the grammar. */
function lowerAnonymousMember(context: AnonymousBlockMemberContext): AnonymousBlock {
  const statement = optional(context.statement());
  if (statement) return { statements: [lowerStatement(statement)], members: [] };
  const members = lowerMember(context.anonymousMemberDeclaration(), context.modifier_list());
  return {
    statements: members.flatMap(localVariable),
    members: members.filter(({ kind }) => kind !== 'field'),
  };
}

function localVariable(member: MemberDeclaration): Statement[] {
  if (member.kind !== 'field') return [];
  const { name, value, type, position, modifiers } = member;
  const isFinal = modifiers.flags.has('final');
  return [
    {
      kind: 'variables',
      type,
      isFinal,
      variables: [{ name, value, position }],
      position: type.position,
    },
  ];
}

/** The parser's message in the words a deploy uses: `Unexpected token 'x'.`, `Missing ';' at 'x'`. */
function sentence(message: string): string {
  const token =
    /^(?:mismatched|extraneous) input '(.*)' expecting|^no viable alternative at input '(?:.*\s)?(.*)'/s;
  const found = token.exec(message);
  if (found) return `Unexpected token '${found[1] ?? found[2] ?? ''}'.`;
  return message.charAt(0).toUpperCase() + message.slice(1);
}
