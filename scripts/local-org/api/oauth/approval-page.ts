import type { OrgUser } from './users.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

/** Log-in and approval in one: who is signed in is chosen, because a local org keeps no passwords. */
export function approvalPage(
  { client, scopes, loginHint }: AuthorizationRequest,
  users: readonly OrgUser[],
): string {
  const options = users
    .filter(({ isActive }) => isActive)
    .map(({ username }) => {
      const chosen = username === loginHint ? ' selected' : '';
      return `<option value="${escaped(username)}"${chosen}>${escaped(username)}</option>`;
    });
  return page(
    'Allow access?',
    `<p><code>${escaped(client.clientId)}</code> asks for: ${escaped(scopes.join(', '))}.</p>
<form method="post">
<label>Sign in as <select name="username">${options.join('')}</select></label>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>`,
  );
}

/** What Salesforce shows where there is no address to send the browser back to. */
export function refusalPage(error: string, description: string): string {
  return page('Not allowed', `<p>error=${escaped(error)}: ${escaped(description)}</p>`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>A local org, not Salesforce.</p>
${content}
</main></body></html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
