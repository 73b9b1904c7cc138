import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { accountFieldFiles } from '../../seed/account-fields.ts';
import { acmeOrg, deployed } from '../acme-org.ts';

const count = 100_000;
const org = acmeOrg();
deployed(org, accountFieldFiles());
const session = org.asUser(org.administratorId);
org.transaction(() => {
  for (let number = 0; number < count; number++) {
    session.insert('Account', {
      Name: `Account ${number} ${'x'.repeat(100)}`,
      AccountNumber: String(number),
      MAU__c: number,
      ContractValue__c: number * 12,
    });
  }
});
afterAll(() => {
  org.close();
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of objects somebody still refers to. */
function liveHeapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const fields =
  'Id, Name, AccountNumber, MAU__c, WAU__c, ContractValue__c, CustomerTier__c, SeatsFromContracts__c, IsReference__c, CreatedDate';

describe('A query over many records', () => {
  it('holds no more than a few of them at a time', () => {
    let largest = 0;
    let read = 0;
    let values = 0;
    const before = liveHeapBytes();
    for (const row of session.query(`SELECT ${fields} FROM Account`).rows) {
      values += row.length;
      if (++read % 20_000 === 0) largest = Math.max(largest, liveHeapBytes() - before);
    }
    expect([read, values]).toEqual([count, count * 10]);
    // Held all at once, the rows take some 60 MB.
    expect(largest).toBeLessThan(8 * 1024 * 1024);
  });

  it('gives its first row before it has read the last', () => {
    const [first] = session.query(`SELECT ${fields} FROM Account`).rows;
    expect(first?.[2]).toBe('0');
  });

  it('finds one record by an id without reading the others', () => {
    const ids = session.query('SELECT Id FROM Account LIMIT 1 OFFSET 2000').rows;
    for (const [id] of ids) {
      if (typeof id !== 'string') throw new Error('An id is text');
      expect(session.query(`SELECT Name FROM Account WHERE Id = '${id}'`).totalSize).toBe(1);
    }
    expect.assertions(1);
  });

  it('counts, groups and sums', () => {
    expect([
      ...session.query('SELECT COUNT(Id), SUM(MAU__c), MAX(ContractValue__c) FROM Account').rows,
    ]).toEqual([[count, (count * (count - 1)) / 2, (count - 1) * 12]]);
    const tiers = [
      ...session.query(
        'SELECT CustomerTier__c, COUNT(Id) FROM Account GROUP BY CustomerTier__c ORDER BY CustomerTier__c',
      ).rows,
    ];
    expect(tiers).toEqual([
      ['Bronze', 834],
      ['Gold', 91_666],
      ['Silver', 7_500],
    ]);
  });
});
