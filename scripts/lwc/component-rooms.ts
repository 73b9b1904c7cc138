import { readFileSync } from 'node:fs';
import type { Finding } from '../checks/finding.ts';
import { componentFiles, type ComponentFile } from './component-sources.ts';

/** The room in which the others meet: it may use all of them, and each of them may use it. */
const meetingRoom = 'shell';

interface Use {
  /** Bundle that is used. */
  readonly bundle: string;
  readonly line: number;
}

/**
 * Which components use one of another room, and which use one that there is not. `mapping`, `run` and `usage` are
 * strangers to each other, so that each can be understood, tested and left out without the others.
 */
export function roomProblems(sourceDirectory: string): readonly Finding[] {
  const files = componentFiles(sourceDirectory);
  const rooms = new Map(files.map(({ bundle, path }) => [bundle, roomOf(path)]));
  return files
    .filter(({ path }) => /(?<!\.d)\.(?:ts|html|css)$/.test(path))
    .flatMap((file) => usesIn(file).flatMap((use) => problemOf(file, use, rooms)));
}

function problemOf(
  { path }: ComponentFile,
  { bundle, line }: Use,
  rooms: ReadonlyMap<string, string>,
): readonly Finding[] {
  const from = roomOf(path);
  const to = rooms.get(bundle);
  if (to === undefined) {
    const message = `there is no component ${bundle}`;
    return [{ file: path, line, rule: 'lwc-imports-resolve', message }];
  }
  if (to === from || [from, to].includes(meetingRoom)) return [];
  const message =
    `${from} may not use ${bundle} of ${to}: what two rooms need belongs in ${meetingRoom}, ` +
    `and a page of ${meetingRoom} can show both`;
  return [{ file: path, line, rule: 'lwc-rooms-meet-in-shell', message }];
}

/** The folder above `lwc`. */
function roomOf(path: string): string {
  return /([^\\/]+)[\\/]lwc[\\/]/.exec(path)?.[1] ?? '';
}

/** Imports by script and style, tags by template. */
function usesIn({ path }: ComponentFile): readonly Use[] {
  const text = readFileSync(path, 'utf8');
  const uses = path.endsWith('.html') ? /<c-([a-z][a-z0-9-]*)/g : /['"]c\/(\w+)['"]/g;
  return [...text.matchAll(uses)].map(({ 1: name = '', index }) => ({
    bundle: camelCase(name),
    line: text.slice(0, index).split('\n').length,
  }));
}

/** `run-list` is the tag of `runList`. */
function camelCase(tag: string): string {
  return tag.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
