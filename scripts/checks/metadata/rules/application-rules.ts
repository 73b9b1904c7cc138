import { documentsOf, namesOf } from '../package-model.ts';
import { textAt, textsAt } from '../xml-element.ts';
import type { Rule } from './rule.ts';

/** An application shows tabs of the package, or Salesforce's own (`standard-…`). */
export const applicationTabsExist: Rule = (model) =>
  documentsOf(model, 'CustomApplication').flatMap(({ path, root }) =>
    textsAt(root, 'tabs')
      .filter((tab) => !tab.startsWith('standard-') && !namesOf(model, 'CustomTab').has(tab))
      .map((tab) => ({
        file: path,
        message: `<tabs> names ${tab}, and the package has no such tab`,
      })),
  );

/** The tab that opens first is one of the application's. */
export const landingTabIsATab: Rule = (model) =>
  documentsOf(model, 'CustomApplication').flatMap(({ path, root }) => {
    const landing = textAt(root, 'defaultLandingTab');
    if (landing === undefined || textsAt(root, 'tabs').includes(landing)) return [];
    return [{ file: path, message: `defaultLandingTab ${landing} is not among the <tabs>` }];
  });
