import type { FastifyInstance } from 'fastify';

/**
 * What browsers are told with every answer: to run nothing from elsewhere, to show it in no other page, to keep no copy, to guess no type
 * and to tell no other site where they came from. A route that shows a page of its own says more strictly what it needs.
 */
const securityHeaders = {
  // Answers are about customers and for the key that asked: neither a browser nor a proxy in between keeps one.
  'cache-control': 'no-store',
  // Nothing about upgrading to https: the documentation is read over plain HTTP on loopback, and a proxy with TLS adds it.
  'content-security-policy': [
    "default-src 'self'",
    "base-uri 'self'",
    "font-src 'self' https: data:",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "script-src 'self'",
    "script-src-attr 'none'",
    "style-src 'self' https: 'unsafe-inline'",
  ].join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

/** Sends them with every answer. They are always the same, so they are not made up for each request. */
export function sendSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(securityHeaders);
    done();
  });
}
