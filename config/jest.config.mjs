import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { customLabels } from '../scripts/lwc/custom-labels.ts';

const { jestConfig } = createRequire(import.meta.url)('@salesforce/sfdx-lwc-jest/config');

/** Lightning web components in jsdom, with the texts of their custom labels. */
export default async () => ({
  ...jestConfig,
  globals: {
    customLabels: Object.fromEntries(await customLabels('force-app')),
    apexMethods: await apexMethods(),
  },
  setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, '<rootDir>/config/lwc/jest-setup.cjs'],
  moduleNameMapper: {
    '^c/stackedTable$': '<rootDir>/config/lwc/modules/stylesheet.js',
    '^lightning/modal$': '<rootDir>/config/lwc/modules/lightning/modal.js',
    '^testing/(.*)$': '<rootDir>/config/lwc/testing/$1.ts',
  },
  testMatch: ['<rootDir>/force-app/**/__tests__/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.data/'],
  collectCoverageFrom: ['force-app/**/lwc/**/*.ts', '!**/__tests__/**'],
  reporters: ['default', '<rootDir>/scripts/checks/jest-summary-reporter.ts'],
});

/** What Lightning may call, by the declarations that components are checked against. */
async function apexMethods() {
  const declarations = await readFile('config/lwc/types/generated/apex.d.ts', 'utf8');
  return [...declarations.matchAll(/'(@salesforce\/apex\/[^']+)'/g)].map(([, module]) => module);
}
