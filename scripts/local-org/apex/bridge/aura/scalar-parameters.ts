import { ApexDate } from '../../values/apex-date.ts';
import { ApexDatetime } from '../../values/apex-datetime.ts';
import { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexDouble } from '../../values/apex-double.ts';
import { ApexId } from '../../values/apex-id.ts';
import { ApexTime } from '../../values/apex-time.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { Mismatch } from './mismatch.ts';

type Reader = (json: unknown) => ApexValue;

function checked<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Mismatch();
  return value;
}

/** The text of a scalar: Lightning turns a number into a String and back where the type asks for it. */
function text(json: unknown): string {
  if (typeof json === 'string') return json;
  if (typeof json === 'number' || typeof json === 'boolean') return String(json);
  throw new Mismatch();
}

function whole(json: unknown, bits: 32 | 64): bigint {
  const given = text(json);
  if (!/^-?\d+$/.test(given)) throw new Mismatch();
  const value = BigInt(given);
  if (value !== BigInt.asIntN(bits, value)) throw new Mismatch();
  return value;
}

function decimal(json: unknown): ApexDecimal {
  return checked(ApexDecimal.parse(text(json)));
}

const dayPattern = /^(\d{4})-(\d\d)-(\d\d)/;

function date(json: unknown): ApexDate {
  const [, year, month, day] = checked(dayPattern.exec(text(json))).map(Number);
  return ApexDate.of(checked(year), checked(month), checked(day));
}

function datetime(json: unknown): ApexDatetime {
  const isText = typeof json === 'string' && dayPattern.test(json);
  const ms = isText ? Date.parse(json) : Number(whole(json, 64));
  if (Number.isNaN(ms)) throw new Mismatch();
  return new ApexDatetime(ms);
}

function boolean(json: unknown): boolean {
  const given = text(json);
  if (given !== 'true' && given !== 'false') throw new Mismatch();
  return given === 'true';
}

/** How JSON is read as a value of a primitive type, by the type's lower-case name. null never comes here. */
export const scalarReaders: Readonly<Record<string, Reader>> = {
  string: text,
  boolean,
  integer: (json) => Number(whole(json, 32)),
  long: (json) => whole(json, 64),
  decimal,
  double: (json) => new ApexDouble(decimal(json).toNumber()),
  id: (json) => checked(ApexId.parse(text(json))),
  date,
  datetime,
  time: (json) => new ApexTime(Number(whole(json, 32))),
  blob: () => {
    throw new Mismatch();
  },
};
