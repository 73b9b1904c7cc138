import type { MappingItem } from 'apex/FieldMappingController';
import { emptyDraft, type Direction } from 'c/wizardDraft';
import { overrideChoices, stepsOf } from 'c/wizardSteps';

describe('c/wizardSteps', () => {
  it.each<[Direction, boolean, string]>([
    ['display', false, 'kind field preview review'],
    ['override', false, 'kind subject field preview review'],
    ['metric', false, 'kind subject field preview review'],
    ['display', true, 'field preview review'],
    ['override', true, 'field preview review'],
    ['metric', true, 'subject field preview review'],
  ])('goes for %s, edit %p: %s', (direction, isEdit, steps) => {
    const found = stepsOf({ ...emptyDraft, direction }, isEdit);
    expect(found.map(({ value }) => value).join(' ')).toBe(steps);
  });

  it('offers each override once, a removed one again', () => {
    const seats = { kind: 'InternalSeats', label: 'Seats', state: 'Paused' } as MappingItem;
    const renewal = { kind: 'RenewalDate', label: 'Renewal', state: 'Removed' } as MappingItem;
    const choices = overrideChoices([seats, renewal]);
    expect(choices.map(({ value, isDisabled = false }) => [value, isDisabled])).toEqual([
      ['InternalSeats', true],
      ['ExternalSeats', false],
      ['RenewalDate', false],
    ]);
    expect(choices[0]?.note).toMatch(/already: Seats\. Edit or remove/);
  });
});
