import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { componentRules } from './eslint-lwc.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where the wall clock and the environment may be read. Everything else is handed what it needs. */
const clockMessage = 'Ask the Clock port what time it is, so that a test can choose the time.';
const environmentMessage = 'Only config.ts reads the environment; take a Config or a parameter.';

const ambientState = [
  {
    selector: 'MemberExpression[object.name="process"][property.name="env"]',
    message: environmentMessage,
  },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: clockMessage },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: clockMessage,
  },
];

/** What an administrator reads in the org has the spelling of Salesforce, where the record is a License. */
const spellingMessage = 'Texts say "license", as Salesforce does.';
const spelling = [
  { selector: 'Literal[value=/licence/i]', message: spellingMessage },
  { selector: 'TemplateElement[value.raw=/licence/i]', message: spellingMessage },
];

export default defineConfig(
  {
    ignores: [
      'node_modules/',
      'coverage/',
      'dist/',
      '.data/',
      'force-app/**/*.js',
      'config/lwc/',
      'scripts/preview/browser/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      complexity: ['error', 8],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...ambientState, ...spelling],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Naming a part is how the rest is taken without it.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    // A test file is as long as its table of cases, and reads the machine it runs on.
    files: ['**/test/**/*.ts', '**/*.test.ts'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: [
      'config/eslint.config.ts',
      'connector/src/config.ts',
      'connector/src/adapters/system-clock.ts',
      'scripts/local-org/wall-clock.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  ...componentRules(root),
  {
    // Scripts and the command line talk to a person; the stand-in of an org has a wall clock of its own.
    files: ['scripts/**/*.ts', 'connector/src/entrypoints/cli/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
);
