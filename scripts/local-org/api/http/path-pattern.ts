/**
 * The named parts of `path` when it fits `pattern` (`/sobjects/:object/:id`), null when it doesn't. Names of
 * resources are compared exactly, as documented addresses spell them; what the parts hold is compared by the org.
 */
export function pathParams(pattern: string, path: string): Record<string, string> | null {
  const wanted = segments(pattern);
  const found = segments(path);
  if (wanted.length !== found.length) return null;
  const params: Record<string, string> = {};
  for (const [index, name] of wanted.entries()) {
    const value = found[index] ?? '';
    if (name.startsWith(':')) params[name.slice(1)] = decoded(value);
    else if (name !== value) return null;
  }
  return params;
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A lone % is taken literally: it then names something that doesn't exist, which is what the client is told.
    return segment;
  }
}
