import ChoiceList from 'c/choiceList';
import { Mounted } from 'testing/component';

const choices = [
  { value: 'a', label: 'A', detail: 'A__c', text: 'The first.', badges: ['Formula', 'Unique'] },
  { value: 'b', label: 'B', note: 'taken already', isDisabled: true },
];

describe('c-choice-list', () => {
  it('shows choices with what there is to know of them, and tells which was chosen', async () => {
    const list = new Mounted('c-choice-list', ChoiceList, {
      legend: 'Which one?',
      choices,
      value: 'b',
    });
    const chosen = list.heard('choose');
    expect(list.get('legend').textContent).toBe('Which one?');
    expect(list.all('.slds-badge').map((each) => each.textContent)).toEqual(['Formula', 'Unique']);
    const [first, second] = list.all('input') as HTMLInputElement[];
    expect([first?.checked, second?.checked, second?.disabled]).toEqual([false, true, true]);
    first?.click();
    expect(chosen).toEqual(['a']);
    await expect(list.element).toBeAccessible();
  });
});
