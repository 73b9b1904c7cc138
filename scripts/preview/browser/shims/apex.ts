/** The runtime behind `@salesforce/apex/…` in the preview. */

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** Salesforce hands out results that can not be changed; changing one must fail here too. */
function frozen<Value>(value: Value): Value {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** @param name `Class.method` */
export function apexMethod(name: string): (params?: object) => Promise<unknown> {
  return async (params = {}) => {
    const response = await fetch(`/apex/${name.replace('.', '/')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    const answer = (await response.json()) as Answer;
    if (answer.ok) return frozen(answer.value);
    throw frozen(answer) as unknown as Error;
  };
}
