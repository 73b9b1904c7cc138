import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { clientAppFiles } from './client-app-files.ts';

interface Options {
  readonly out: string;
  readonly user: string;
  readonly certificate?: string;
  readonly callback: readonly string[];
  readonly clientCredentials?: true;
}

/** Writes the part of the External Client App that is of one org: `npm run client-app -- --help`. */
const program = new Command('client-app')
  .description('write the settings of the External Client App that Salesforce packages for nobody')
  .requiredOption('--out <folder>', 'a new folder for the metadata, outside of force-app')
  .requiredOption('--user <username>', 'the integration user')
  .option('--certificate <file>', 'certificate of the connector in PEM form, for JWT bearer')
  .option('--callback <url...>', 'where browsers are sent back to, for the web-server flow', [])
  .option('--client-credentials', 'switch the client credentials flow on, too')
  .addHelpText(
    'after',
    '\nExample:\n  npm run client-app -- --out client-app --user sync@acme.com --certificate connector.crt\n  sf project deploy start --source-dir force-app --source-dir client-app',
  )
  .action(({ out, user, certificate, callback, clientCredentials }: Options) => {
    const files = clientAppFiles({
      certificate: certificate === undefined ? undefined : readFileSync(certificate, 'utf8'),
      integrationUser: user,
      callbackUrls: callback,
      withClientCredentials: clientCredentials ?? false,
    });
    for (const [name, content] of files) {
      const path = join(out, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      console.log(path);
    }
  });

try {
  program.parse();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
