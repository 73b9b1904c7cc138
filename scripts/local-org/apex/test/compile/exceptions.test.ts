import { describe, expect, it } from 'vitest';
import { ApexThrow } from '../../run/apex-throw.ts';
import { Limits } from '../../run/limits.ts';
import { printed, programOf, transactionOf } from './language.ts';

const classes = [
  `public class Depth {
     public class BrokenException extends Exception {}
     public class ToldException extends Exception {
       public Integer code;
       public ToldException(Integer code) { this.code = code; }
       public override String getMessage() { return 'code ' + code; }
     }
     public static void dive() { dive(); }
     public static void rise() {
       try { String s = null; s.trim(); }
       catch (NullPointerException e) { throw new BrokenException('deep', e); }
     }
     public static Integer tried(List<String> log) {
       try { log.add('try'); throw new BrokenException('x'); }
       catch (BrokenException e) { log.add('catch'); return log.size(); }
       finally { log.add('finally'); }
     }
     public static void spin() { while (true) { } }
   }`,
];

describe('an exception of Apex', () => {
  it('is caught by its type and by those above', () => {
    const text = `try { Integer i = 1 / 0; } catch (NullPointerException e) { System.debug('no'); }
      catch (MathException e) { System.debug(e.getMessage()); }`;
    expect(printed(text)).toEqual(['Divide by 0']);
  });

  it('keeps its cause, its line and the calls it came through', () => {
    const text = `try {
      Depth.rise();
    } catch (Exception e) {
      System.debug(e.getTypeName() + ' ' + e.getMessage() + ' ' + e.getCause().getTypeName());
      System.debug(e.getLineNumber());
      System.debug(e.getStackTraceString());
    }`;
    expect(printed(text, ...classes)).toEqual([
      'Depth.BrokenException deep System.NullPointerException',
      '11',
      'Class.Depth.rise: line 11, column 1\nAnonymousBlock: line 2, column 1',
    ]);
  });

  it('has the constructors of every exception, and those it declares', () => {
    const text = `for (Exception e : new List<Exception>{ new Depth.BrokenException(), new Depth.ToldException(4) }) {
      System.debug(e.getMessage());
    }`;
    expect(printed(text, ...classes)).toEqual(['Script-thrown exception', 'code 4']);
  });

  it('runs finally after catch, and answers what was returned before it', () => {
    const text =
      'List<String> log = new List<String>(); System.debug(Depth.tried(log)); System.debug(log);';
    expect(printed(text, ...classes)).toEqual(['2', '(try, catch, finally)']);
  });

  it('leaves the block where nobody catches it', () => {
    expect(() => printed('List<String> l = new List<String>(); l.get(2);')).toThrow(ApexThrow);
    expect(() => printed('List<String> l = new List<String>(); l.get(2);')).toThrow(
      'System.ListException: List index out of bounds: 2',
    );
  });
});

describe('a value that does not fit', () => {
  it.each([
    ["Id i = 'nonsense';", 'System.StringException: Invalid id: nonsense'],
    [
      "Object o = 'a'; Integer i = (Integer) o;",
      'System.TypeException: Invalid conversion from runtime type String to Integer',
    ],
    [
      'List<Integer> l = new List<Integer>{ 1 }; for (Integer i : l) { l.add(2); }',
      'System.FinalException',
    ],
    [
      'Boolean b = null; if (b) { }',
      'System.NullPointerException: Attempt to de-reference a null object',
    ],
    ['Integer i = null; i++;', 'System.NullPointerException'],
  ])('%s', (text, message) => {
    expect(() => printed(text)).toThrow(message);
  });
});

describe('what Apex cannot catch', () => {
  it.each([
    ['endless recursion', 'Depth.dive();', 'Maximum stack depth reached'],
    ['an endless loop', 'Depth.spin();', 'Apex CPU time limit exceeded'],
  ])('%s', (_name, call, message) => {
    const text = `try { ${call} } catch (Exception e) { System.debug('caught'); } finally { throw new Depth.BrokenException('finally'); }`;
    const limit = {
      name: 'GovernorLimitError',
      message: expect.stringContaining(message) as string,
    };
    const program = programOf(...classes);
    // Far fewer statements than a transaction has: an endless loop meets any limit.
    const run = transactionOf(program, new Limits({ statements: 100_000 }));
    const block = program.anonymous(text, 66);
    expect(() => {
      block.run(run);
    }).toThrow(expect.objectContaining(limit));
  });

  it('a failed assertion', () => {
    const text = `try { System.assertEquals(1, 2, 'numbers'); }
      catch (Exception e) { System.debug('caught'); } finally { throw new Depth.BrokenException('finally'); }`;
    expect(() => printed(text, ...classes)).toThrow(
      'Assertion Failed: numbers: Expected: 1, Actual: 2',
    );
    expect(() => printed("System.assertEquals('a', 'A');")).toThrow('Expected: a, Actual: A');
  });
});
