/**
 * Who may import whom. The folders are the flow in docs/architecture.md, and these rules are its walls.
 * Each comment is written for the person who just broke the rule: it says where the code belongs.
 */
const src = '^connector/src';

/** The Apex interpreter of the local org; its layers are in docs/architecture.md. */
const apex = '^scripts/local-org/apex';

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** A package may be imported in its own room only, so that replacing it touches one room. */
const onlyIn = (name, rooms, packages, comment) =>
  rule(
    `only-${name}-imports-its-packages`,
    comment,
    { path: '^connector/', pathNot: [...rooms, '^connector/test/'] },
    { path: packages.map((each) => `(^|node_modules/)${each}(/|$)`) },
  );

export default {
  forbidden: [
    rule(
      'domain-imports-nothing',
      'The rules are pure: no package, no Node built-in, no other room. Pass what the rule needs as an argument.',
      { path: `${src}/domain/` },
      { pathNot: `${src}/domain/` },
    ),
    rule(
      'ports-are-types',
      'A port says what a run may touch. What it needs to say that is in domain/; how it is done is in adapters/.',
      { path: `${src}/ports/` },
      { pathNot: `${src}/(domain|ports)/` },
    ),
    rule(
      'plan-and-values-are-pure',
      'Planning and valuing decide, they do not touch anything. Let run-sync.ts hand them what a port has read.',
      { path: `${src}/stages/(plan|values)/` },
      { pathNot: [`${src}/domain/`, `${src}/stages/$1/`] },
    ),
    rule(
      'stages-are-strangers',
      'A stage hands its result to run-sync.ts, never to the next stage. Share a type through domain/.',
      { path: `${src}/stages/([^/]+)/` },
      { pathNot: [`${src}/(domain|ports)/`, `${src}/stages/$1/`] },
    ),
    rule(
      'run-sync-knows-no-adapter',
      'run-sync.ts only orders the stages. What a stage touches reaches it through a port, wired in wire.ts.',
      { path: `${src}/stages/[^/]+\\.ts$` },
      { pathNot: `${src}/(domain|ports|stages)/` },
    ),
    rule(
      'adapters-are-strangers',
      'Two adapters that need each other meet in wire.ts through a port. Shared words go to domain/.',
      { path: `${src}/adapters/([^/]+)` },
      { path: `${src}/`, pathNot: [`${src}/(domain|ports)/`, `${src}/adapters/$1/`] },
    ),
    rule(
      'entrypoints-are-thin',
      'An entry point is handed what it offers by main.ts. It reaches neither adapters nor stages nor the other entry point.',
      { path: `${src}/entrypoints/([^/]+)` },
      { path: `${src}/`, pathNot: [`${src}/(domain|ports)/`, `${src}/entrypoints/$1/`] },
    ),
    onlyIn(
      'salesforce',
      [`${src}/adapters/salesforce/`],
      ['@?jsforce', 'udsv', 'jose'],
      'Only adapters/salesforce speaks to Salesforce. Ask for what you need through a port.',
    ),
    onlyIn(
      'analytics',
      [`${src}/adapters/analytics/`],
      ['@duckdb'],
      'Only adapters/analytics knows the analytics engine. Add a question to the UsageSource port.',
    ),
    onlyIn(
      'store',
      [`${src}/adapters/(store|queue)/`],
      ['pg(-boss)?', 'kysely', '@electric-sql'],
      'Only adapters/store and adapters/queue know the database. Add a method to a port.',
    ),
    onlyIn(
      'telemetry',
      [`${src}/adapters/telemetry/`],
      ['prom-client', 'pino', 'nodemailer', 'standardwebhooks', '@opentelemetry'],
      'What is logged, counted and told goes through adapters/telemetry.',
    ),
    onlyIn(
      'adapters',
      [`${src}/adapters/`],
      ['undici', 'cockatiel'],
      'The network and its retries belong to adapters/.',
    ),
    onlyIn(
      'http',
      [`${src}/entrypoints/http/`],
      ['@?fastify(-plugin)?'],
      'The HTTP server lives in entrypoints/http.',
    ),
    rule(
      'src-never-meets-its-stand-ins',
      'The product does not know its tests or the local org. Move what both need into src/, or pass it in.',
      { path: `${src}/` },
      { path: '^(scripts|connector/test)/' },
    ),
    rule(
      'local-org-is-the-outside-world',
      'The local org plays Salesforce. Sharing code with the connector would let it inherit our mistakes.',
      { path: '^scripts/local-org/' },
      { path: '^connector/' },
    ),
    rule(
      'apex-has-one-door',
      'Whoever runs Apex asks apex-runtime.ts. Add what you need to its ApexRuntime.',
      { path: '^scripts/', pathNot: [`${apex}/`, '/test/'] },
      { path: `${apex}/`, pathNot: `${apex}/apex-runtime\\.ts$` },
    ),
    rule(
      'apex-syntax-is-a-tree',
      'syntax/ turns source into a tree and knows nothing of what runs it. What a name means is in types/, what a construct does in compile/.',
      { path: `${apex}/syntax/` },
      { path: `${apex}/`, pathNot: `${apex}/syntax/` },
    ),
    rule(
      'apex-values-stand-alone',
      'A value knows its equality and its text, and no rule of the language. Methods that Apex calls on it are declared in library/.',
      { path: `${apex}/values/` },
      { path: `${apex}/`, pathNot: `${apex}/values/` },
    ),
    rule(
      'apex-library-stands-on-values',
      'library/ is what needs no org: values in, values out. A type that touches records is declared in data/, one that touches jobs, callouts or metadata in platform/.',
      { path: `${apex}/library/` },
      { path: `${apex}/(compile|run|data|platform|testing|bridge)/` },
    ),
    rule(
      'apex-types-run-nothing',
      'types/ decides before anything runs. What happens at run time is in run/ and compile/, records are in data/.',
      { path: `${apex}/types/` },
      { path: `${apex}/(compile|run|data|platform|testing|bridge)/` },
    ),
    rule(
      'apex-core-knows-no-platform',
      'Running code and reading records need no jobs, tests or callers. Let platform/, testing/ and bridge/ hand in what they offer.',
      { path: `${apex}/(compile|run|data)/` },
      { path: `${apex}/(platform|testing|bridge)/` },
    ),
    rule(
      'no-circular',
      'These files need each other. Move what they share into a third, or pass one to the other.',
      {},
      { circular: true },
    ),
    rule(
      'no-orphans',
      'Nothing imports this file. Use it or delete it.',
      {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '\\.test\\.ts$',
          '^scripts/[^/]+\\.ts$',
          '^scripts/checks/',
          // Loaded by the browser, by names that the preview resolves.
          '^scripts/preview/browser/',
          '^config/',
        ],
      },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
