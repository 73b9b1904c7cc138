import { expect, it } from 'vitest';
import { lwcVersionProblems } from '../lwc-versions.ts';

it('accepts one version, and packages that are numbered on their own', () => {
  const packages = {
    'node_modules/lwc': { version: '8.28.2' },
    'node_modules/@lwc/compiler': { version: '8.28.2' },
    'node_modules/@lwc/jest-resolver': { version: '19.4.0' },
  };
  expect(lwcVersionProblems({ packages })).toEqual([]);
});

it('names each package of another version, nested ones too', () => {
  const packages = {
    'node_modules/lwc': { version: '8.28.2' },
    'node_modules/vite-plugin-lwc/node_modules/@lwc/compiler': { version: '9.4.3' },
  };
  expect(lwcVersionProblems({ packages }).map(({ message }) => message)).toEqual([
    'node_modules/vite-plugin-lwc/node_modules/@lwc/compiler is 9.4.3 and lwc is 8.28.2: pin both to one version',
  ]);
});
