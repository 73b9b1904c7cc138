import { beforeEach, describe, expect, it } from 'vitest';
import { column, inserted } from '../../../test/acme-org.ts';
import { assertAllSaved, dmlFailures } from '../../data/dml-exception.ts';
import { dataStatements } from '../../data/statement-hooks.ts';
import { ApexEnumValue } from '../../values/apex-enum-value.ts';
import { ApexList } from '../../values/apex-list.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { textOf } from '../../values/text.ts';
import { typeName } from '../../values/type-name.ts';
import {
  call,
  type DataTransaction,
  dataOrg,
  deskUser,
  exceptionOf,
  nativeNamed,
  read,
  record,
  soql,
  thrown,
  transactionOf,
  undone,
} from './data-org.ts';

const org = dataOrg();
const desk = deskUser(org);
const statements = dataStatements(org);
type Operation = Parameters<typeof statements.dml>[1]['operation'];
let run: DataTransaction;
beforeEach(() => {
  run = transactionOf(org);
});

const dml = (
  operation: Operation,
  records: ApexValue,
  rest: { access?: 'user' | 'system'; externalId?: string } = {},
  as = run,
) => {
  const { access, externalId } = rest;
  statements.dml(as, { operation, records, access, externalId });
};
const list = (...records: ApexValue[]) => new ApexList(typeName('SObject'), records);
const account = (values: Readonly<Record<string, ApexValue>>) => record(run, 'Account', values);
const elements = (value: ApexValue) => (value instanceof ApexList ? value.elements : []);
const level = (name: string) => {
  const found = nativeNamed(run, 'AccessLevel').members.find(
    (each) => each.kind === 'property' && each.name === name,
  );
  return found?.kind === 'property' ? found.get(run, null) : null;
};

describe('DML statements', () => {
  it('insert records, set their ids and write what they hold', () => {
    const [one, two] = [
      account({ Name: 'One', Seats__c: 7 }),
      account({ Name: 'Two', IsReference__c: true }),
    ];
    dml('insert', list(one, two));
    const id = textOf(read(run, 'Account', 'Id', one), run);
    expect(column(org, `SELECT Seats__c FROM Account WHERE Id = '${id}'`)).toEqual([7]);
    expect(column(org, "SELECT IsReference__c FROM Account WHERE Name = 'Two'")).toEqual([true]);
  });

  it('fail as a whole, in the words of Salesforce', () => {
    const good = account({ Name: 'Good' });
    const failure = exceptionOf(() => {
      dml('insert', list(good, account({ Seats__c: 1 })));
    });
    expect(failure?.message).toBe(
      'System.DmlException: Insert failed. First exception on row 1; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]',
    );
    expect(column(org, "SELECT Id FROM Account WHERE Name = 'Good'")).toEqual([]);
    expect(read(run, 'Account', 'Id', good)).toBeNull();
    const exception = failure?.exception ?? null;
    expect(call(run, 'DmlException', 'getNumDml()', exception)).toBe(1);
    expect(call(run, 'DmlException', 'getDmlIndex(Integer)', exception, 0)).toBe(1);
    expect(call(run, 'DmlException', 'getDmlMessage(Integer)', exception, 0)).toBe(
      'Required fields are missing: [Name]',
    );
    expect(call(run, 'DmlException', 'getDmlStatusCode(Integer)', exception, 0)).toBe(
      'REQUIRED_FIELD_MISSING',
    );
    expect(elements(call(run, 'DmlException', 'getDmlFieldNames(Integer)', exception, 0))).toEqual([
      'Name',
    ]);
    expect(
      thrown(() => call(run, 'DmlException', 'getDmlMessage(Integer)', exception, 1)),
    ).toContain('List index out of bounds: 1');
    expect(failure && dmlFailures(failure.exception)).toHaveLength(1);
  });

  it('name the record of a failed update', () => {
    const id = inserted(org, 'Account', { Name: 'Named' });
    const [row = null] = elements(soql(run, `SELECT Name FROM Account WHERE Id = '${id}'`));
    record(run, 'Account');
    call(run, 'SObject', 'put(String, Object)', row, 'Name', null);
    expect(
      thrown(() => {
        dml('update', row);
      }),
    ).toBe(
      `System.DmlException: Update failed. First exception on row 0 with id ${id}; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]`,
    );
  });

  it('update what was queried without minding its read-only fields', () => {
    inserted(org, 'Account', { Name: 'Queried', Seats__c: 1 });
    const [row = null] = elements(
      soql(
        run,
        "SELECT Name, Seats__c, Doubled__c, CreatedDate FROM Account WHERE Name = 'Queried'",
      ),
    );
    call(run, 'SObject', 'put(String, Object)', row, 'Seats__c', 5);
    dml('update', row);
    expect(column(org, "SELECT Doubled__c FROM Account WHERE Name = 'Queried'")).toEqual([10]);
  });

  it('upsert by an external id', () => {
    dml('upsert', account({ Name: 'Coded', Code__c: 'x1' }), { externalId: 'Code__c' });
    const again = account({ Name: 'Recoded', Code__c: 'X1' });
    dml('upsert', again, { externalId: 'Account.Code__c' });
    expect(column(org, "SELECT Name FROM Account WHERE Code__c = 'x1'")).toEqual(['Recoded']);
    expect(read(run, 'Account', 'Id', again)).not.toBeNull();
  });

  it('delete and undelete', () => {
    inserted(org, 'Account', { Name: 'Binned' });
    const rows = soql(run, "SELECT Id FROM Account WHERE Name = 'Binned'");
    dml('delete', rows);
    expect(column(org, "SELECT Id FROM Account WHERE Name = 'Binned'")).toEqual([]);
    dml('undelete', rows);
    expect(column(org, "SELECT Name FROM Account WHERE Name = 'Binned'")).toEqual(['Binned']);
    expect(
      thrown(() => {
        dml('delete', account({ Name: 'x' }));
      }),
    ).toContain('MISSING_ARGUMENT, Id not specified in a delete call');
  });

  it('refuse a record that is twice in the list, and Custom Metadata', () => {
    const one = account({ Name: 'One' });
    expect(
      thrown(() => {
        dml('insert', list(one, one));
      }),
    ).toContain(
      'System.ListException: Before Insert or Upsert list must not have two identically equal elements',
    );
    expect(
      thrown(() => {
        dml('insert', record(run, 'Rule__mdt'));
      }),
    ).toContain('DML operation Insert not allowed on Rule__mdt');
  });

  it('reach a parent by its external id', () => {
    inserted(org, 'Account', { Name: 'Parent', Code__c: 'p1' });
    const visit = record(run, 'Visit__c', {
      Name: 'By key',
      Account__r: account({ Code__c: 'p1' }),
    });
    dml('insert', visit);
    expect(column(org, "SELECT Account__r.Name FROM Visit__c WHERE Name = 'By key'")).toEqual([
      'Parent',
    ]);
  });

  it('count statements and rows, and tell callouts of uncommitted work', () => {
    dml('insert', list());
    expect(run.limit('dmlStatements')?.used).toBe(0);
    expect(run.hasUncommittedWork).toBe(false);
    dml('insert', list(account({ Name: 'A' }), account({ Name: 'B' })));
    expect([run.limit('dmlStatements')?.used, run.limit('dmlRows')?.used]).toEqual([1, 2]);
    expect(run.hasUncommittedWork).toBe(true);
  });

  it('merge Accounts', () => {
    const [winner, loser] = [account({ Name: 'Winner' }), account({ Name: 'Loser' })];
    dml('insert', list(winner, loser));
    statements.merge(run, winner, loser, undefined);
    expect(column(org, "SELECT Name FROM Account WHERE Name IN ('Winner', 'Loser')")).toEqual([
      'Winner',
    ]);
  });
});

describe('DML in user mode', () => {
  it('names the fields the user may not write', () => {
    const asDesk = transactionOf(org, desk);
    const failure = exceptionOf(() => {
      dml(
        'insert',
        account({ Name: 'X', Secret__c: 's', Renewal__c: null, Seats__c: 1 }),
        { access: 'user' },
        asDesk,
      );
    });
    expect(failure?.message).toBe(
      'System.DmlException: Operation failed due to fields being inaccessible on Sobject Account, check errors on Exception or Result!',
    );
    expect(
      elements(
        call(run, 'DmlException', 'getDmlFieldNames(Integer)', failure?.exception ?? null, 0),
      ),
    ).toEqual(['Secret__c', 'Renewal__c']);
    dml('insert', account({ Name: 'Allowed', Seats__c: 1 }), { access: 'user' }, asDesk);
    expect(column(org, "SELECT CreatedBy.Username FROM Account WHERE Name = 'Allowed'")).toEqual([
      'desk@acme.example',
    ]);
  });

  it('denies objects and deletion without permission', () => {
    const asDesk = transactionOf(org, desk);
    expect(
      thrown(() => {
        dml('insert', record(run, 'Visit__c', { Name: 'x' }), { access: 'user' }, asDesk);
      }),
    ).toBe("System.SecurityException: Access to entity 'Visit__c' denied");
    const id = inserted(org, 'Account', { Name: 'Kept' });
    const rows = soql(run, `SELECT Id FROM Account WHERE Id = '${id}'`);
    expect(
      thrown(() => {
        dml('delete', rows, { access: 'user' }, asDesk);
      }),
    ).toContain('SecurityException');
  });

  it('is the default of version 67, and system mode the default before', () => {
    dml('insert', account({ Name: 'Old', Secret__c: 's' }), {}, transactionOf(org, desk, 66));
    expect(column(org, "SELECT Secret__c FROM Account WHERE Name = 'Old'")).toEqual(['s']);
    expect(
      thrown(() => {
        dml('insert', account({ Name: 'New', Secret__c: 's' }), {}, transactionOf(org, desk, 67));
      }),
    ).toContain('fields being inaccessible');
    dml(
      'insert',
      account({ Name: 'Forced', Secret__c: 's' }),
      { access: 'system' },
      transactionOf(org, desk, 67),
    );
    expect(column(org, "SELECT Secret__c FROM Account WHERE Name = 'Forced'")).toEqual(['s']);
  });
});

describe('Database methods', () => {
  it('save what can be saved and say why the rest was not', () => {
    const results = call(
      run,
      'Database',
      'insert(List<SObject>, Boolean)',
      null,
      list(account({ Name: 'Fine' }), account({ Seats__c: 1 })),
      false,
    );
    const [fine = null, bad = null] = elements(results);
    expect(call(run, 'SaveResult', 'isSuccess()', fine)).toBe(true);
    expect(call(run, 'SaveResult', 'getId()', fine)).not.toBeNull();
    expect(call(run, 'SaveResult', 'isSuccess()', bad)).toBe(false);
    const [error = null] = elements(call(run, 'SaveResult', 'getErrors()', bad));
    expect(call(run, 'Error', 'getMessage()', error)).toBe('Required fields are missing: [Name]');
    const code = call(run, 'Error', 'getStatusCode()', error);
    expect(code instanceof ApexEnumValue && code.name).toBe('REQUIRED_FIELD_MISSING');
    expect(elements(call(run, 'Error', 'getFields()', error))).toEqual(['Name']);
    expect(column(org, "SELECT Name FROM Account WHERE Name = 'Fine'")).toEqual(['Fine']);
  });

  it('say of an upsert whether the record is new', () => {
    const upsert = () => call(run, 'Database', 'upsert(SObject)', null, account({ Name: 'Up' }));
    expect(call(run, 'UpsertResult', 'isCreated()', upsert())).toBe(true);
  });

  it('give each row its own refusal in user mode', () => {
    const asDesk = transactionOf(org, desk);
    const results = call(
      asDesk,
      'Database',
      'insert(List<SObject>, Boolean, AccessLevel)',
      null,
      list(account({ Name: 'Half', Secret__c: 's' }), account({ Name: 'Other' })),
      false,
      level('USER_MODE'),
    );
    expect(elements(results).map((each) => call(run, 'SaveResult', 'isSuccess()', each))).toEqual([
      false,
      true,
    ]);
  });

  it('delete by id', () => {
    const one = account({ Name: 'By id' });
    dml('insert', one);
    call(run, 'Database', 'delete(Id)', null, read(run, 'Account', 'Id', one));
    expect(column(org, "SELECT Id FROM Account WHERE Name = 'By id'")).toEqual([]);
  });
});

describe('savepoints', () => {
  it('take back what was written since, and nothing else', () => {
    const names = undone(org, () => {
      dml('insert', account({ Name: 'Before mark' }));
      const mark = call(run, 'Database', 'setSavepoint()', null);
      dml('insert', account({ Name: 'After mark' }));
      call(run, 'Database', 'rollback(System.Savepoint)', null, mark);
      return column(org, "SELECT Name FROM Account WHERE Name LIKE '%mark'");
    });
    expect(names).toEqual(['Before mark']);
    expect(column(org, "SELECT Name FROM Account WHERE Name LIKE '%mark'")).toEqual([]);
  });

  it('are gone when one before them was rolled back to', () => {
    const failure = undone(org, () => {
      const first = call(run, 'Database', 'setSavepoint()', null);
      const second = call(run, 'Database', 'setSavepoint()', null);
      call(run, 'Database', 'rollback(System.Savepoint)', null, first);
      return thrown(() => call(run, 'Database', 'rollback(System.Savepoint)', null, second));
    });
    expect(failure).toContain('Savepoint no longer valid');
  });
});

it('nothing is thrown when every row was saved', () => {
  expect(() => {
    assertAllSaved(run, 'insert', []);
  }).not.toThrow();
});
