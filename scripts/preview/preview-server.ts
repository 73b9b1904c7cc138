import { createReadStream, existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import lwc from 'vite-plugin-lwc';
import type { ApexAnswers } from './apex-answers.ts';
import { previewAddress, setupText } from './salesforce-links.ts';
import { salesforceModules } from './salesforce-modules.ts';
import { buildVendor, vendorFolder } from './vendor.ts';

const browser = join(import.meta.dirname, 'browser');

/** The Lightning pages at an address on this machine, compiled anew when a source changes. */
export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

export interface PreviewOptions {
  /** Port on 127.0.0.1; a free one if left out. */
  readonly port?: number;
  /** Directory of the package whose pages are shown: this repository's, if left out. */
  readonly source?: string;
}

/**
 * Starts the preview on a loopback port.
 * @param answers who answers for Apex
 */
export async function startPreview(
  answers: ApexAnswers,
  { port = 0, source = 'force-app' }: PreviewOptions = {},
): Promise<Preview> {
  await buildVendor();
  const server = await createServer({
    configFile: false,
    root: browser,
    publicDir: false,
    cacheDir: join(vendorFolder, 'vite'),
    logLevel: 'warn',
    server: { host: '127.0.0.1', port, fs: { allow: [resolve('.'), resolve(source)] } },
    optimizeDeps: { noDiscovery: true, include: [] },
    define: { 'process.env.NODE_ENV': '"development"' },
    plugins: [
      salesforceModules(source),
      lwc({
        rootDir: join(browser, 'modules'),
        exclude: [
          '**/browser/index.html',
          '**/browser/main.ts',
          '**/browser/shims/**',
          `${vendorFolder}/**`,
        ],
        enableSyntheticElementInternals: true,
      }),
      hostPlugin(answers),
    ],
  });
  await server.listen();
  return { url: addressOf(server), close: () => server.close() };
}

function addressOf(server: ViteDevServer): string {
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('The preview listens on no address.');
  return url;
}

/** What a page asks the host for: Apex, and the styles of Lightning. */
function hostPlugin(answers: ApexAnswers): Plugin {
  return {
    name: 'lightning-host',
    configureServer(server) {
      server.middlewares.use('/apex', (request, response) => {
        void answer(answers, request, response);
      });
      server.middlewares.use('/styles', (request, response, next) => {
        if (!sendStyle(request, response)) next();
      });
      server.middlewares.use((request, response, next) => {
        if (!followLink(request, response)) next();
      });
    },
  };
}

/** Links of the pages lead to records and to Setup, as they do in Salesforce. */
function followLink(request: IncomingMessage, response: ServerResponse): boolean {
  const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
  const address = previewAddress(pathname);
  const text = setupText(pathname);
  if (address !== undefined) response.writeHead(302, { location: address }).end();
  else if (text !== undefined) response.end(text);
  return address !== undefined || text !== undefined;
}

async function answer(
  answers: ApexAnswers,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, className = '', method = ''] = (request.url ?? '').split('/');
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const params = JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>;
  const result = await answers.invoke(className, method, params).catch((error: unknown) => ({
    ok: false as const,
    status: 500,
    statusText: 'Server Error',
    body: { message: error instanceof Error ? error.message : String(error) },
  }));
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(result));
}

const packages: Readonly<Record<string, string>> = {
  slds: 'node_modules/@salesforce-ux/design-system/assets',
  slds2: 'node_modules/@salesforce-ux/design-system-2/dist/css',
};

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

function sendStyle(request: IncomingMessage, response: ServerResponse): boolean {
  const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
  const [, name = '', ...rest] = decodeURIComponent(pathname).split('/');
  const folder = packages[name];
  const file = folder === undefined ? '' : resolve(folder, rest.join('/'));
  if (folder === undefined || !file.startsWith(resolve(folder)) || !existsSync(file)) return false;
  response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
  return true;
}
