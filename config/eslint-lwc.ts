import { createRequire } from 'node:module';
import type { Config } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const require = createRequire(import.meta.url);
const recommended = require('@salesforce/eslint-config-lwc/recommended-ts') as Config[];
const platform = require('@lwc/eslint-plugin-lwc-platform') as {
  readonly configs: { readonly recommended: Config[] };
};
const slds = require('@salesforce-ux/eslint-plugin-slds') as {
  readonly configs: Readonly<Record<string, Config[]>>;
};

const components = 'force-app/**/lwc';

/** Rules of Lightning web components: Salesforce's for TypeScript and the platform, those of SLDS 2 for templates and styles. */
export function componentRules(root: string): Config[] {
  return [
    ...[...recommended, ...platform.configs.recommended].map((each) => ({
      ...each,
      files: [`${components}/**/*.ts`],
    })),
    {
      files: [`${components}/**/*.ts`],
      languageOptions: {
        parser: tseslint.parser,
        parserOptions: {
          projectService: false,
          project: ['config/lwc/tsconfig.test.json'],
          tsconfigRootDir: root,
        },
      },
      rules: {
        // Is for offline use on a phone, and can not read the syntax tree of typescript-eslint (6.3.0).
        '@lwc/lwc-platform/valid-offline-wire': 'off',
        // Values of Lightning are null or left out; `== null` is both.
        eqeqeq: ['error', 'always', { null: 'ignore' }],
        // That of typescript-eslint knows types.
        'no-unused-vars': 'off',
        // Prettier takes the parentheses away that this asks for.
        'no-confusing-arrow': 'off',
        // Marks a promise that nobody waits for.
        'no-void': ['error', { allowAsStatement: true }],
        '@typescript-eslint/no-confusing-void-expression': [
          'error',
          { ignoreArrowShorthand: true },
        ],
      },
    },
    {
      // The one place that waits, one question at a time.
      files: [`${components}/polling/polling.ts`],
      rules: { '@lwc/lwc/no-async-operation': 'off', 'no-await-in-loop': 'off' },
    },
    {
      files: [`${components}/**/__tests__/**/*.ts`],
      languageOptions: { globals: { ...globals.jest, ...globals.node } },
      rules: testRules,
    },
    ...styleRules('flat/recommended-html', '*.html'),
    ...styleRules('flat/recommended-css', '*.css'),
  ];
}

/** jest.mock takes a factory with require, and a stand-in has no types. */
const testRules: NonNullable<Config['rules']> = {
  'max-lines': 'off',
  'no-await-in-loop': 'off',
  'max-lines-per-function': 'off',
  '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off',
  '@lwc/lwc/no-async-operation': 'off',
  '@typescript-eslint/no-require-imports': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/unbound-method': 'off',
};

function styleRules(name: string, files: string): Config[] {
  return (slds.configs[name] ?? []).slice(0, 1).map((each) => ({
    ...each,
    files: [`${components}/**/${files}`],
  }));
}
