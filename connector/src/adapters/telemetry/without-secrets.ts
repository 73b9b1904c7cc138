const mark = '[secret]';

/** Names whose values are secrets, wherever they stand: tokens, keys, headers that authorize. */
const secretNames =
  /token|secret|password|passphrase|private_?key|api_?key|authorization|assertion|cookie|credential|session_?id|database_?url/i;

/** Secrets that are known by how they look, for those inside of a text. The text is JSON, so a quotation mark ends it. */
const looks: readonly (readonly [RegExp, string])[] = [
  // A session id or access token of Salesforce: organization id, exclamation mark, the secret.
  [/\b(00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?)![A-Za-z0-9._]+/g, `$1!${mark}`],
  [/\b(Bearer\s+)[A-Za-z0-9._~+/=!-]{20,}/gi, `$1${mark}`],
  [/\b(authorization[^A-Za-z0-9]{1,5}\w+\s+)[A-Za-z0-9._~+/=!-]{8,}/gi, `$1${mark}`],
  // A JSON Web Token.
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, mark],
  // A private key, be it cut off before its end.
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^"]*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?="))/g, mark],
  // In a form, an address, or JSON within the text.
  [
    /\b(client_secret|assertion|access_token|refresh_token|id_token|password|code_verifier)(=|\\":\s*\\")[^&\s"\\]+/gi,
    `$1$2${mark}`,
  ],
  [/(\w:\/\/[^\s:@/"]*:)[^\s@/"]+@/g, `$1${mark}@`],
];

/**
 * A line of the log with the secrets in it replaced: what stands under the name of one, at any depth, and what looks
 * like one. It is done on the finished line because pino's own `redact` takes paths of known depth, and a secret
 * comes along where nobody expects it: in the request that a library attached to the cause of an error.
 */
export function withoutSecrets(line: string): string {
  const record: unknown = JSON.parse(line, (name, value: unknown) =>
    secretNames.test(name) ? mark : value,
  );
  const text = JSON.stringify(record);
  return `${looks.reduce((masked, [look, replacement]) => masked.replace(look, replacement), text)}\n`;
}
