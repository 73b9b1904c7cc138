import { describe, expect, it } from 'vitest';
import { RowFaults } from '../../faults/row-faults.ts';

describe('RowFaults', () => {
  it('locks rows by their id, in either length, until freed', () => {
    const rows = new RowFaults();
    const free = rows.lock({ ids: ['001Lo0000000001AAA'] });
    expect([rows.isLocked('001Lo0000000001'), rows.isLocked('001Lo0000000002')]).toEqual([
      true,
      false,
    ]);
    free();
    expect(rows.isLocked('001Lo0000000001')).toBe(false);
  });

  it('frees a row after the attempts asked for', () => {
    const rows = new RowFaults();
    rows.lock({ ids: ['001Lo0000000001'], attempts: 2 });
    expect(Array.from({ length: 4 }, () => rows.isLocked('001Lo0000000001'))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('locks a share of all rows, always the same ones', () => {
    const rows = new RowFaults();
    rows.lock({ share: 0.2 });
    const ids = Array.from(
      { length: 10_000 },
      (_, index) => `001Lo${String(index).padStart(10, '0')}`,
    );
    const locked = ids.filter((id) => rows.isLocked(id));
    expect(locked.length).toBeGreaterThan(1_700);
    expect(locked.length).toBeLessThan(2_300);
    expect(ids.filter((id) => rows.isLocked(id))).toEqual(locked);
  });

  it('complains in the words it was given, as long as it is told to', () => {
    const rows = new RowFaults();
    const error = { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No.', fields: [] };
    const stop = rows.reject((object, record) =>
      object === 'Account' && record.Name === 'x' ? error : undefined,
    );
    expect(rows.complaint('Account', { Name: 'x' })).toBe(error);
    expect(rows.complaint('Account', { Name: 'y' })).toBeUndefined();
    stop();
    expect(rows.complaint('Account', { Name: 'x' })).toBeUndefined();
  });
});
