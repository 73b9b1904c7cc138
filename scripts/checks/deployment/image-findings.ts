import { validate } from 'dockerfile-utils';
import type { Finding } from '../finding.ts';

/**
 * What is wrong with a Dockerfile: its syntax and deprecated instructions, a base that is not the Node the repository is
 * tested with, an image that would run as root or could not be asked how it is.
 *
 * @param nodeVersion the exact version of the development dependency `node`
 */
export function imageFindings(
  file: string,
  content: string,
  nodeVersion: string,
): readonly Finding[] {
  const syntax = validate(content).map(({ message, range }) => ({
    file,
    line: range.start.line + 1,
    rule: 'dockerfile/syntax',
    message: typeof message === 'string' ? message : message.value,
  }));
  return [...syntax, ...baseFindings(file, content, nodeVersion), ...lastStage(file, content)];
}

function baseFindings(file: string, content: string, nodeVersion: string): readonly Finding[] {
  return content.split('\n').flatMap((text, at) => {
    const base = /^FROM\s+(\S+)/.exec(text)?.[1];
    if (base === undefined || base.startsWith(`node:${nodeVersion}-`)) return [];
    const message = `The base is ${base}; take node:${nodeVersion}-…, the version of the development dependency "node".`;
    return [{ file, line: at + 1, rule: 'dockerfile/base', message }];
  });
}

function lastStage(file: string, content: string): readonly Finding[] {
  const stage = content.slice(content.lastIndexOf('\nFROM '));
  const missing = (instruction: RegExp, rule: string, message: string): readonly Finding[] =>
    instruction.test(stage) ? [] : [{ file, line: undefined, rule, message }];
  return [
    ...missing(/^USER (?!root\b|0\b)\S+/m, 'dockerfile/user', 'The image runs as root: add USER.'),
    ...missing(/^HEALTHCHECK (?!NONE)/m, 'dockerfile/health', 'The image has no HEALTHCHECK.'),
  ];
}
