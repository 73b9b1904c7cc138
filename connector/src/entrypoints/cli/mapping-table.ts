/** A line per mapping, with its counts in columns under titles; the titles say which counts, in which order. */
export function mappingTable<Column extends string>(
  mappings: readonly (Readonly<Record<NoInfer<Column>, number>> & { readonly label: string })[],
  titles: Readonly<Record<Column, string>>,
): readonly string[] {
  const columns = Object.keys(titles) as Column[];
  const width = Math.max(...mappings.map(({ label }) => label.length), 'Mapping'.length);
  const head = ['Mapping'.padEnd(width), ...columns.map((column) => titles[column])].join('  ');
  const rows = mappings.map((mapping) =>
    [
      mapping.label.padEnd(width),
      ...columns.map((column) => String(mapping[column]).padStart(titles[column].length)),
    ].join('  '),
  );
  return [head, ...rows];
}
