import type { ClientApp } from './client-app.ts';

/** The apps that may ask for tokens, by consumer key. */
export interface ClientApps {
  get(clientId: string): ClientApp | undefined;
}

/** The apps that are given, and what else is known. */
export function allClientApps(given: readonly ClientApp[], others: ClientApps): ClientApps {
  const byId = new Map(given.map((app) => [app.clientId, app]));
  return { get: (clientId) => byId.get(clientId) ?? others.get(clientId) };
}
