import { defineConfig } from 'vitest/config';

/**
 * `quick` needs no server and no file beyond the repository and stays in seconds.
 * `slow` starts the local org, databases and whole runs. Both are part of `npm test`.
 */
const slow = ['connector/test/{contract,flow}/**/*.test.ts', 'scripts/**/test/**/*.slow.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './scripts/checks/summary-reporter.ts'],
    projects: [
      {
        test: {
          name: 'quick',
          include: ['connector/test/**/*.test.ts', 'scripts/**/test/**/*.test.ts'],
          exclude: [...slow, '**/node_modules/**'],
          // The tests share nothing but modules: loading those once a worker and not once a file is most of the time.
          isolate: false,
          pool: 'threads',
        },
      },
      {
        test: { name: 'slow', include: slow, testTimeout: 120_000, hookTimeout: 300_000 },
      },
    ],
    coverage: { include: ['connector/src/**'], reporter: ['text-summary', 'html'] },
  },
});
