/* global jest, customLabels, apexMethods */
const { setup } = require('@sa11y/jest');

// toBeAccessible(): axe with the rules of WCAG 2.
setup();

// jsdom lays nothing out, so there is nothing to scroll to.
Element.prototype.scrollIntoView = () => undefined;

// Without this a label is its own name, and a test could not tell whether a page makes sense.
for (const [name, text] of Object.entries(customLabels)) {
  jest.mock(`@salesforce/label/c.${name}`, () => ({ __esModule: true, default: text }), {
    virtual: true,
  });
}

// Apex is the boundary of these tests: a test answers for what it expects to be called, and nothing else answers.
for (const module of apexMethods) {
  jest.mock(
    module,
    () => ({
      __esModule: true,
      default: jest.fn(() => Promise.reject(new Error(`${module} has no answer in this test`))),
    }),
    { virtual: true },
  );
}
