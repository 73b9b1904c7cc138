/** A credential that can't be used for a callout; the message is the text of the CalloutException. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
}

/** Value of a parameter of an External Credential's principal: `ISVappConnector`, `ApiKey`. */
export type CredentialValue = (credential: string, parameter: string) => string | undefined;

/**
 * The value of an External Credential's header: text, with `{!…}` in it that joins literals and `$Credential` parameters
 * by `&`. Throws CredentialError for a parameter nobody has entered, and for any other formula.
 */
export function headerValue(template: string, valueOf: CredentialValue): string {
  return template.replace(/\{!(.*?)\}/gs, (_all, formula: string) => formulaText(formula, valueOf));
}

const term = /\s*(?:'((?:\\.|[^'\\])*)'|\$Credential\.(\w+)\.(\w+))\s*(&|\+|$)/y;

function formulaText(formula: string, valueOf: CredentialValue): string {
  let text = '';
  term.lastIndex = 0;
  do {
    const found = term.exec(formula);
    if (!found) throw new CredentialError(`The local org can't evaluate the formula {!${formula}}`);
    const [, literal, credential = '', parameter = '', operator] = found;
    text += literal?.replace(/\\(.)/g, '$1') ?? credentialText(credential, parameter, valueOf);
    if (operator === '') return text;
  } while (term.lastIndex <= formula.length);
  return text;
}

function credentialText(credential: string, parameter: string, valueOf: CredentialValue): string {
  const value = valueOf(credential, parameter);
  if (value !== undefined) return value;
  throw new CredentialError(
    `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${credential}" might not exist.`,
  );
}
