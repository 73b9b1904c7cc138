import type { ActivityRule } from '../../domain/activity.ts';
import { DefinitionMistake, objectOf, readDefinitions, textsIn } from './definition-file.ts';

const lists = ['logRecordTypes', 'entities', 'entityTypes', 'operations'] as const;

/**
 * What makes a user active, from a JSON file: `[{ "logRecordTypes"?, "entities"?, "entityTypes"?, "operations"? }]`.
 * An edit counts from the next run on.
 *
 * @throws with the file, the rule and the key that is wrong; a missing file too, because then every interaction would count
 */
export function readActivityRules(path: string): Promise<readonly ActivityRule[]> {
  const file = { path, name: 'file of active users', variable: 'ACTIVE_USERS_FILE' };
  return readDefinitions(file, (content) => {
    if (!Array.isArray(content) || content.length === 0) {
      throw new DefinitionMistake('It must hold a list of rules, one at least.');
    }
    return content.map((each, at) => rule(each, `Rule ${at + 1}`));
  });
}

/** A rule without a list would match all, and so undo the others. */
function rule(content: unknown, place: string): ActivityRule {
  const source = objectOf(content, place, lists);
  const given = lists.flatMap((key) => {
    const texts = textsIn(source, key, place);
    return texts ? [[key, texts] as const] : [];
  });
  if (given.length === 0) {
    throw new DefinitionMistake(
      `${place} is empty; it must have one at least of ${lists.join(', ')}.`,
    );
  }
  return Object.fromEntries(given);
}
