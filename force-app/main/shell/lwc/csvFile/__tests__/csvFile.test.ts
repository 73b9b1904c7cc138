import { csvText, offerCsv } from 'c/csvFile';

describe('c/csvFile', () => {
  it('tells NULL, 0 and empty text apart and keeps numbers', () => {
    expect(csvText([['', null, 0, -5, 1234567.89]])).toBe('"",NULL,0,-5,1234567.89\r\n');
  });

  it('lets no cell be a formula or end before its end', () => {
    const cells = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', 'a "b", c\r\nd', 'NULL'];
    expect(csvText([cells])).toBe(
      `"'=1+1","'+1","'-1","'@x","'\tx","'\rx","a ""b"", c\r\nd","NULL"\r\n`,
    );
  });

  it('offers a file that spreadsheets read as UTF-8', () => {
    const blobs: Blob[] = [];
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`,
      revokeObjectURL: jest.fn(),
    });
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => undefined);
    offerCsv('RUN-000041', 'ä\r\n');
    expect(blobs[0]?.size).toBe(3 + 2 + 2);
    expect((click.mock.contexts[0] as HTMLAnchorElement).download).toBe('RUN-000041.csv');
  });
});
