/** What a gate has to say of one place. */
export interface Finding {
  /** Path of the file as it is opened from the repository's root. */
  readonly file: string;
  /** From 1, or undefined where the finding is about the file as a whole. */
  readonly line: number | undefined;
  /** The gate and its rule, such as `pmd/ApexCRUDViolation`. */
  readonly rule: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** A finding on one line, in the form that editors and terminals make a link of. */
export function findingText({ file, line, rule, message }: Finding): string {
  return `${file}${line === undefined ? '' : `:${line}`} ${rule}: ${message}`;
}

/** Prints the findings and a last line that counts them; a process with findings ends with 1. */
export function reportFindings(checked: string, findings: readonly Finding[]): void {
  for (const finding of findings) console.error(findingText(finding));
  console.log(`${checked}, ${findings.length} problems`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
