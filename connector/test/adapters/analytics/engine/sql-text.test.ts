import { describe, expect, it } from 'vitest';
import {
  sqlList,
  sqlName,
  sqlPath,
  sqlText,
} from '../../../../src/adapters/analytics/engine/sql-text.ts';

describe('text from outside in SQL', () => {
  it('stays text, a name stays a name', () => {
    expect(sqlText("x'; DROP TABLE part; --")).toBe("'x''; DROP TABLE part; --'");
    expect(sqlName('x" FROM part; --')).toBe('"x"" FROM part; --"');
    expect(sqlList(["it's", 'b'])).toBe("['it''s', 'b']::VARCHAR[]");
    expect(sqlList([])).toBe('[]::VARCHAR[]');
  });

  it('is no pattern where it is a path', () => {
    expect(sqlPath("/it's/[a]*?.csv")).toBe("'/it''s/[[]a][*][?].csv'");
  });
});
