/**
 * The page that a browser shows when it comes back from Salesforce. Plain HTML without scripts, styles or links, so that
 * it can be shown under the strictest policy; nothing of the request is in it but what `words` say.
 */
export function callbackPage(title: string, words: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(words)}</p></main></body>
</html>
`;
}

/** Told where an organization is connected. */
export function connectedPage(name: string): string {
  return callbackPage('Connected', `${name} is connected. You can close this window.`);
}

/** Told where none is. */
export function notConnectedPage(reason: string): string {
  return callbackPage('Not connected', `${reason} You can close this window.`);
}

/** Of any answer to the browser: its address holds a code, so nobody is to keep it or to be told where it came from. */
export const callbackHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Where browsers are sent back to, below the connector's address. */
export const callbackPath = '/oauth/callback';

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
