import { ApexTime } from '../values/apex-time.ts';
import { offsetMs, isTimeZone, timeZoneName } from '../values/time-zone.ts';
import type { ApexDatetime } from '../values/apex-datetime.ts';
import { NativeObject } from '../values/native-object.ts';
import {
  method,
  nativeType,
  staticMethod,
  type NativeMember,
  type NativeType,
} from './native-type.ts';

const moved = (name: string, ms: number): NativeMember =>
  method(
    `Time ${name}(Integer amount)`,
    (_run, self: ApexTime, amount: number) => new ApexTime(self.milliseconds + amount * ms),
  );
const part = (name: string, ms: number, of: number): NativeMember =>
  method(`Integer ${name}()`, (_run, self: ApexTime) => Math.floor(self.milliseconds / ms) % of);

/** System.Time. */
export const timeType: NativeType = nativeType('System.Time', [
  staticMethod(
    'Time newInstance(Integer hour, Integer minute, Integer second, Integer millisecond)',
    (_run, hour: number, minute: number, second: number, millisecond: number) =>
      new ApexTime(((hour * 60 + minute) * 60 + second) * 1000 + millisecond),
  ),
  moved('addHours', 3_600_000),
  moved('addMinutes', 60_000),
  moved('addSeconds', 1000),
  moved('addMilliseconds', 1),
  part('hour', 3_600_000, 24),
  part('minute', 60_000, 60),
  part('second', 1000, 60),
  part('millisecond', 1, 1000),
]);

/** System.TimeZone; getDisplayName is the long English name. */
export const timeZoneType: NativeType = nativeType('System.TimeZone', [
  staticMethod(
    'TimeZone getTimeZone(String id)',
    (_run, id: string) => new NativeObject('System.TimeZone', isTimeZone(id) ? id : 'GMT'),
  ),
  method('String getID()', (_run, self: NativeObject<string>) => self.state),
  method(
    'Integer getOffset(Datetime moment)',
    (_run, self: NativeObject<string>, moment: ApexDatetime) =>
      offsetMs(moment.epochMs, self.state),
  ),
  method('String getDisplayName()', (run, self: NativeObject<string>) =>
    timeZoneName(run.nowMs(), self.state, 'long'),
  ),
  method('String toString()', (_run, self: NativeObject<string>) => self.state),
]);
