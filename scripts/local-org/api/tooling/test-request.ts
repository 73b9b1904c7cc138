import type { TestSelection } from '../../apex/apex-runtime.ts';
import { apiError } from '../http/api-error.ts';

interface Asked {
  readonly tests?: readonly {
    readonly className?: string;
    readonly classId?: string;
    readonly testMethods?: readonly string[];
  }[];
  readonly classNames?: string;
  readonly classids?: string;
  readonly suiteNames?: string;
  readonly testLevel?: string;
}

type ClassNameOf = (id: string) => string | undefined;

/**
 * Which tests a body of runTestsSynchronous or runTestsAsynchronous means. Throws INVALID_INPUT for what names none,
 * and for a class id nobody knows.
 */
export function testSelection(body: unknown, classNameOf: ClassNameOf): TestSelection {
  const asked = (body ?? {}) as Asked;
  if (asked.testLevel === 'RunLocalTests' || asked.testLevel === 'RunAllTestsInOrg') return {};
  if (asked.suiteNames !== undefined) throw invalid('The local org has no test suites');
  const named = [
    ...list(asked.classNames).map((name) => ({ name })),
    ...list(asked.classids).map((id) => ({ name: knownName(id, classNameOf) })),
    ...(asked.tests ?? []).map(({ className, classId, testMethods }) => ({
      name: className ?? knownName(classId ?? '', classNameOf),
      ...(testMethods !== undefined && testMethods.length > 0 && { methods: testMethods }),
    })),
  ];
  if (named.length === 0) throw invalid('No test classes are given');
  return { classes: named };
}

function list(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function knownName(id: string, classNameOf: ClassNameOf): string {
  const name = classNameOf(id);
  if (name !== undefined) return name;
  throw invalid(`No Apex class has the id ${id}`);
}

function invalid(message: string) {
  return apiError(400, 'INVALID_INPUT', message);
}
