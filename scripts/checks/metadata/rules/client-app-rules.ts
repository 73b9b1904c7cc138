import { documentsOf, namesOf } from '../package-model.ts';
import { textAt } from '../xml-element.ts';
import type { Rule } from './rule.ts';

/** What the connector needs: the API, and to go on when the browser is closed. */
const neededScopes = ['Api', 'RefreshToken'];

/** OAuth settings belong to an app of the package, and let it do no more than it has to. */
export const clientAppsHaveLeastScopes: Rule = (model) =>
  documentsOf(model, 'ExtlClntAppOauthSettings').flatMap(({ path, root }) => {
    const app = textAt(root, 'externalClientApplication') ?? '';
    const scopes = (textAt(root, 'commaSeparatedOauthScopes') ?? '').split(/\s*,\s*/);
    return [
      ...(namesOf(model, 'ExternalClientApplication').has(app)
        ? []
        : [`<externalClientApplication> names ${app}, which is not in the package`]),
      ...scopes
        .filter((scope) => !neededScopes.includes(scope))
        .map((scope) => `the scope ${scope} is more than the connector needs`),
    ].map((message) => ({ file: path, message }));
  });

/** These hold keys, secrets and certificates, and policies of one org; Salesforce packages neither. */
export const clientAppsHaveNoSecrets: Rule = (model) =>
  ['ExtlClntAppGlobalOauthSettings', 'ExtlClntAppOauthConfigurablePolicies'].flatMap((type) =>
    documentsOf(model, type).map(({ path }) => ({
      file: path,
      message: `${type} is of one org and can't be packaged: "npm run client-app" writes it elsewhere`,
    })),
  );
