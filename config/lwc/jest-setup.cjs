/* global jest, customLabels */
const { setup } = require('@sa11y/jest');

// toBeAccessible(): axe with the rules of WCAG 2.
setup();

// Without this a label is its own name, and a test could not tell whether a page makes sense.
for (const [name, text] of Object.entries(customLabels)) {
  jest.mock(`@salesforce/label/c.${name}`, () => ({ __esModule: true, default: text }), {
    virtual: true,
  });
}
