import type { Reflection } from '../library/native-run.ts';
import { UnsupportedError } from '../../schema/unsupported-error.ts';
import { ApexObject } from '../values/apex-object.ts';
import type { ApexValue, ApexReference, BoundMethod } from '../values/apex-value.ts';
import { ApexThrow, GovernorLimitError } from './apex-throw.ts';
import { isLimitName, type LimitName, Limits } from './limits.ts';
import { platformException } from './platform-exceptions.ts';
import { methodKey } from '../types/class-model.ts';
import { type Frame, methodOf, type Run, type RuntimeClass } from './run.ts';

/** What an entry fixes before Apex runs, so that a replay sees the same. */
export interface TransactionOptions {
  readonly reflection: (run: Transaction) => Reflection;
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly timeZone: string;
  readonly limits?: Limits;
}

export interface LogLine {
  readonly level: string;
  readonly line: number;
  readonly text: string;
}

/** The depth at which the platform gives up: "Maximum stack depth reached: 1001". */
const maximumDepth = 1000;

/**
 * One entry into Apex: its statics, calls under way, limits, log and covered lines. data/ and platform/ extend it with
 * what an org adds.
 */
export class Transaction implements Run {
  readonly frames: Frame[] = [];
  readonly debugLog: LogLine[] = [];
  /** Lines that ran, by name of the top-level class. */
  readonly covered = new Map<string, Set<number>>();
  limits: Limits;
  readonly reflection: Reflection;
  readonly #options: TransactionOptions;
  readonly #statics = new Map<RuntimeClass, Map<string, ApexValue>>();

  constructor(options: TransactionOptions) {
    this.#options = options;
    this.limits = options.limits ?? new Limits();
    this.reflection = options.reflection(this);
  }

  get timeZone(): string {
    return this.#options.timeZone;
  }

  /** API version of the class whose code is running; undefined outside all code. */
  get apiVersion(): number | undefined {
    return this.frames.at(-1)?.apiVersion;
  }

  nowMs(): number {
    return this.#options.nowMs();
  }

  randomBytes(count: number): Uint8Array {
    return this.#options.randomBytes(count);
  }

  log(level: string, text: string): void {
    this.debugLog.push({ level, line: this.frames.at(-1)?.line ?? 0, text });
  }

  limit(name: string): { used: number; allowed: number } | undefined {
    if (!isLimitName(name)) return undefined;
    return { used: this.limits.used(name), allowed: this.limits.allowed[name] };
  }

  charge(name: LimitName, amount: number): void {
    try {
      this.limits.charge(name, amount);
    } catch (error) {
      // The calls are still under way here; whoever reports the error finds them ended.
      if (error instanceof GovernorLimitError) error.stackTrace ||= this.stackTrace();
      throw error;
    }
  }

  unsupported(what: string): Error {
    const frame = this.frames.at(-1);
    const place = frame ? ` (${frame.label}: line ${frame.line})` : '';
    return new UnsupportedError(`${what} in Apex${place}`);
  }

  push(frame: Frame): void {
    if (this.frames.length >= maximumDepth) {
      throw new GovernorLimitError(`Maximum stack depth reached: ${maximumDepth + 1}`);
    }
    this.frames.push(frame);
  }

  step(frame: Frame, line: number): void {
    frame.line = line;
    this.charge('statements', 1);
    const lines = this.covered.get(frame.source);
    if (lines) lines.add(line);
    else this.covered.set(frame.source, new Set([line]));
  }

  staticsOf(type: RuntimeClass): Map<string, ApexValue> {
    const known = this.#statics.get(type);
    if (known) return known;
    const statics = new Map<string, ApexValue>();
    // Registered before the initializers run: what they read of their own class is null until its turn comes.
    this.#statics.set(type, statics);
    type.initializeStatics(this);
    return statics;
  }

  exception(typeName: string, message: string): ApexThrow {
    return this.thrown(platformException(typeName, message));
  }

  thrown(exception: ApexValue): ApexThrow {
    if (!(exception instanceof ApexObject) || !exception.exception) {
      return this.exception('NullPointerException', 'Attempt to de-reference a null object');
    }
    const state = exception.exception;
    if (state.stackTrace === '') {
      state.stackTrace = this.stackTrace();
      state.lineNumber = this.frames.at(-1)?.line ?? 0;
    }
    return new ApexThrow(exception);
  }

  /** Innermost call first. The platform gives column 1 for every frame. */
  stackTrace(): string {
    return this.frames
      .toReversed()
      .map(({ label, line }) => `${label}: line ${line}, column 1`)
      .join('\n');
  }

  declaredMethod(target: ApexReference, name: string, count: number): BoundMethod | undefined {
    if (!(target instanceof ApexObject)) return undefined;
    const start = `${name.toLowerCase()}(`;
    let type: RuntimeClass | undefined = target.apexClass as RuntimeClass;
    for (; type?.model; type = type.superclass) {
      const model = type.model.methods.find(
        (each) =>
          !each.isStatic &&
          each.parameters.length === count &&
          `${each.name.toLowerCase()}(` === start,
      );
      if (!model) continue;
      const key = methodKey(model.name, model.parameters);
      return (...args) => this.#virtual(target, key)(args);
    }
    return undefined;
  }

  #virtual(target: ApexObject, key: string): (args: readonly ApexValue[]) => ApexValue {
    const callable = methodOf(target.apexClass as RuntimeClass, key);
    if (!callable) throw new Error(`${target.typeName} lacks ${key}`);
    return (args) => callable(this, target, args);
  }
}
