import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The Lightning pages in a browser: one story against an org and a connector on this machine, told in order, and the preview itself. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['scripts/e2e/**/*.e2e.ts'],
    reporters: ['default', './scripts/checks/summary-reporter.ts'],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    // Each has a browser and more of the machine for itself.
    fileParallelism: false,
    // What comes after depends on what came before.
    bail: 1,
  },
});
