import { describe, expect, it } from 'vitest';
import { apiVersions, versionOfSegment } from '../../../api/http/api-version.ts';

describe('apiVersions', () => {
  it('names releases as Salesforce does', () => {
    const labels = new Map(apiVersions.map(({ version, label }) => [version, label]));
    expect(
      ['45.0', '46.0', '47.0', '59.0', '60.0', '66.0', '67.0'].map((version) =>
        labels.get(version),
      ),
    ).toEqual([
      "Spring '19",
      "Summer '19",
      "Winter '20",
      "Winter '24",
      "Spring '24",
      "Spring '26",
      "Summer '26",
    ]);
  });

  it('refuses versions the org does not have', () => {
    for (const segment of ['v44.0', 'v68.0', 'v60', '60.0', 'v60.1', 'V60.0']) {
      expect(() => versionOfSegment(segment)).toThrow('NOT_FOUND');
    }
  });
});
