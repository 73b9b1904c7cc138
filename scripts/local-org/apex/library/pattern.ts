import { NativeObject } from '../values/native-object.ts';
import { javaRegex, javaReplacement, quotedRegex } from './java-regex.ts';
import { apexStringList } from './native-lists.ts';
import type { NativeRun } from './native-run.ts';
import { method, nativeType, staticMethod, type NativeType } from './native-type.ts';
import { javaSplit } from './string-building.ts';

interface MatcherState {
  readonly source: string;
  readonly text: string;
  /** Where `find` goes on. */
  at: number;
  match: RegExpExecArray | null;
}
type Matcher = NativeObject<MatcherState>;

function matcher(source: string, text: string): Matcher {
  return new NativeObject('System.Matcher', { source, text, at: 0, match: null });
}

/** System.Pattern. */
export const patternType: NativeType = nativeType('System.Pattern', [
  staticMethod('Pattern compile(String regex)', (run, regex: string) => {
    javaRegex(run, regex, 'dg');
    return new NativeObject('System.Pattern', regex);
  }),
  staticMethod('Boolean matches(String regex, String text)', (run, regex: string, text: string) =>
    attempted(run, matcher(regex, text), `^(?:${regex})$`),
  ),
  staticMethod('String quote(String text)', (_run, text: string) => quotedRegex(text)),
  method('Matcher matcher(String text)', (_run, self: NativeObject<string>, text: string) =>
    matcher(self.state, text),
  ),
  method('String pattern()', (_run, self: NativeObject<string>) => self.state),
  method('List<String> split(String text)', (run, self: NativeObject<string>, text: string) =>
    apexStringList(javaSplit(run, text, self.state, 0)),
  ),
]);

/** System.Matcher; regions and transparent bounds do not compile here. */
export const matcherType: NativeType = nativeType('System.Matcher', [
  method('Boolean find()', (run, { state }: Matcher) => found(run, state)),
  method('Boolean matches()', (run, self: Matcher) =>
    attempted(run, self, `^(?:${self.state.source})$`),
  ),
  method('Boolean lookingAt()', (run, self: Matcher) =>
    attempted(run, self, `^(?:${self.state.source})`),
  ),
  method('String group()', (run, { state }: Matcher) => current(run, state)[0]),
  method('String group(Integer index)', (run, { state }: Matcher, index: number) => {
    const match = current(run, state);
    if (index < 0 || index >= match.length) {
      throw run.exception('StringException', `No group ${index}`);
    }
    return match[index] ?? null;
  }),
  method('Integer groupCount()', (run, { state }: Matcher) =>
    groupCount(javaRegex(run, `${state.source}|`, '')),
  ),
  method('Integer start()', (run, { state }: Matcher) => current(run, state).index),
  method('Integer end()', (run, { state }: Matcher) => {
    const match = current(run, state);
    return match.index + match[0].length;
  }),
  method('String replaceAll(String replacement)', (run, { state }: Matcher, replacement: string) =>
    replaced(run, state, replacement, Infinity),
  ),
  method(
    'String replaceFirst(String replacement)',
    (run, { state }: Matcher, replacement: string) => replaced(run, state, replacement, 1),
  ),
  method('Matcher reset()', (_run, self: Matcher) => {
    self.state = { ...self.state, at: 0, match: null };
    return self;
  }),
]);

function attempted(run: NativeRun, self: Matcher, source: string): boolean {
  self.state.match = javaRegex(run, source, '').exec(self.state.text);
  return self.state.match !== null;
}

function found(run: NativeRun, state: MatcherState): boolean {
  const regex = javaRegex(run, state.source, 'dg');
  regex.lastIndex = state.at;
  state.match = state.at > state.text.length ? null : regex.exec(state.text);
  if (!state.match) return false;
  const end = state.match.index + state.match[0].length;
  // After an empty match the next search starts one further, or it would find the same again.
  state.at = state.match[0] === '' ? end + 1 : end;
  return true;
}

function current(run: NativeRun, { match }: MatcherState): RegExpExecArray {
  if (match) return match;
  throw run.exception('StringException', 'No match found');
}

/** An alternative that matches nothing makes any expression answer with all its groups. */
function groupCount(regex: RegExp): number {
  return (regex.exec('')?.length ?? 1) - 1;
}

function replaced(run: NativeRun, state: MatcherState, replacement: string, most: number): string {
  let [result, from, count] = ['', 0, 0];
  for (const match of state.text.matchAll(javaRegex(run, state.source, 'dg'))) {
    if (count++ >= most) break;
    result += state.text.slice(from, match.index) + javaReplacement(run, replacement, match);
    from = match.index + match[0].length;
  }
  return result + state.text.slice(from);
}
