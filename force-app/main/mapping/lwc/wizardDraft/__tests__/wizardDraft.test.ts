import type { MappingItem } from 'apex/FieldMappingController';
import { draftOf, emptyDraft, inputOf, missingIn, type WizardDraft } from 'c/wizardDraft';

const field = { apiName: 'MAU__c', label: 'MAU', suitability: 'Lossless' };
const lossy = { ...field, suitability: 'Lossy', reason: 'takes 3 digits' };
const draft = (part: Partial<WizardDraft>): WizardDraft => ({ ...emptyDraft, ...part });

describe('c/wizardDraft', () => {
  it.each<[string, Partial<WizardDraft>, string, RegExp | undefined]>([
    ['no direction', {}, 'kind', /Choose/],
    ['a direction', { direction: 'metric' }, 'kind', undefined],
    ['no override', { direction: 'override' }, 'subject', /Choose/],
    ['an override', { direction: 'override', kind: 'RenewalDate' }, 'subject', undefined],
    ['no metric', { direction: 'metric', kind: 'Metric' }, 'subject', /Choose/],
    ['a metric', { direction: 'metric', metricKey: 'engagement.mau' }, 'subject', undefined],
    ['no field', {}, 'field', /Choose/],
    ['a field', { field }, 'field', undefined],
    ['a lossy field', { field: lossy }, 'field', /Accept the loss/],
    ['a lossy field with consent', { field: lossy, isLossAccepted: true }, 'field', undefined],
    ['a preview', {}, 'preview', undefined],
  ])('judges %s', (_case, part, step, message) => {
    expect(missingIn(draft(part), step) ?? '').toMatch(message ?? /^$/);
  });

  it('passes a metric key on for metrics only', () => {
    const chosen = { metricKey: 'engagement.mau', field };
    expect(inputOf(draft({ ...chosen, kind: 'Metric' })).metricKey).toBe('engagement.mau');
    expect(inputOf(draft({ ...chosen, kind: 'DisplayField' })).metricKey).toBeNull();
  });

  it('begins to edit with what is saved, a lost field left open', () => {
    const mapping = {
      developerName: 'Metric_MAU',
      kind: 'Metric',
      kindLabel: 'Metric',
      metricKey: 'engagement.mau',
    };
    const begun = draftOf(mapping as MappingItem);
    expect(begun).toMatchObject({
      direction: 'metric',
      metricLabel: 'engagement.mau',
      field: undefined,
    });
    expect(inputOf(begun, { developerName: 'Metric_MAU', content: 'as shown' })).toMatchObject({
      earlierContent: 'as shown',
      developerName: 'Metric_MAU',
      accountField: null,
    });
  });
});
