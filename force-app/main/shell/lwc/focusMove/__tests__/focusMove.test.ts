import { FocusMove } from 'c/focusMove';

function heading(): HTMLElement {
  const element = document.createElement('h2');
  element.tabIndex = -1;
  return element;
}

describe('c/focusMove', () => {
  beforeEach(() => document.body.replaceChildren());

  it('waits until the element is there, and moves the focus once', () => {
    const step = heading();
    const button = document.createElement('button');
    const move = new FocusMove();
    move.to('h2');
    move.carryOut(document);
    document.body.append(step, button);
    move.carryOut(document);
    expect(document.activeElement).toBe(step);
    button.focus();
    move.carryOut(document);
    expect(document.activeElement).toBe(button);
  });

  it('does nothing where nothing was asked for, or nothing is rendered', () => {
    const move = new FocusMove();
    move.to('h2');
    move.carryOut(null);
    document.body.append(heading());
    new FocusMove().carryOut(document);
    expect(document.activeElement).toBe(document.body);
  });
});
