import type { ApexCallbacks } from './apex-value.ts';
import { ApexReference, type ApexValue } from './apex-value.ts';

/** `String.valueOf(value)`; null stays null there, and is the text `null` here. */
export function textOf(value: ApexValue, run: ApexCallbacks): string {
  return value instanceof ApexReference ? value.text(run) : String(value);
}

/** The value as string concatenation, `System.debug`, assertion messages and collections write it. */
export function debugTextOf(value: ApexValue, run: ApexCallbacks): string {
  return value instanceof ApexReference ? value.debugText(run) : String(value);
}

/** A collection prints ten elements and then `...`, as the platform does to keep logs short. */
const printedElements = 10;

/** `a, b, c` or, beyond ten elements, `a, …, j, ...` */
export function elementsText(elements: Iterable<string>): string {
  const printed: string[] = [];
  for (const element of elements) {
    if (printed.length === printedElements) {
      printed.push('...');
      break;
    }
    printed.push(element);
  }
  return printed.join(', ');
}
