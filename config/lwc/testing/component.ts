import { createElement } from 'lwc';

/** A component on the page of a test. */
export class Mounted {
  readonly element: HTMLElement;

  /** @param properties what its parent or the page sets */
  constructor(tag: string, is: unknown, properties: object = {}) {
    this.element = createElement(tag, { is: is as Parameters<typeof createElement>[1]['is'] });
    Object.assign(this.element, properties);
    document.body.appendChild(this.element);
  }

  /** The first element of its template that a selector finds, which has to be there. */
  get(selector: string): HTMLElement {
    const found = this.find(selector);
    if (found) return found;
    throw new Error(`${this.element.localName} shows no ${selector}`);
  }

  find(selector: string): HTMLElement | null {
    return this.element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  all(selector: string): readonly HTMLElement[] {
    return [...(this.element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
  }

  /** The cells of all rows of its tables, as they are read out: the head of the row first. */
  tableRows(): readonly (readonly string[])[] {
    const tables = this.all('c-text-table').map(({ shadowRoot }) => shadowRoot);
    return tables
      .flatMap((table) => [...(table?.querySelectorAll('tbody tr') ?? [])])
      .map((row) => [...row.children].map((cell) => (cell.textContent ?? '').trim()));
  }

  /** The text of its template, that of its children left out. */
  get text(): string {
    return (this.element.shadowRoot?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  }

  /** A property of an element of its template, such as the label of a button. */
  property(selector: string, name: string): unknown {
    return (this.get(selector) as unknown as Record<string, unknown>)[name];
  }

  /** The button, or another base component, that shows a label. */
  labelled(label: string, selector = 'lightning-button'): HTMLElement {
    const found = this.all(selector).find(
      (each) => (each as unknown as { label?: string }).label === label,
    );
    if (found) return found;
    throw new Error(`${this.element.localName} has no ${selector} "${label}"`);
  }

  async press(label: string): Promise<void> {
    this.labelled(label).dispatchEvent(new CustomEvent('click'));
    await settled();
  }

  /** Sends an event of a base component. */
  async send(target: HTMLElement | string, event: string, detail: unknown = {}): Promise<void> {
    const element = typeof target === 'string' ? this.get(target) : target;
    element.dispatchEvent(new CustomEvent(event, { detail }));
    await settled();
  }

  /** Calls that a listener on the component gets from now on: the details of an event. */
  heard(event: string): unknown[] {
    const details: unknown[] = [];
    this.element.addEventListener(event, (each) => details.push((each as CustomEvent).detail));
    return details;
  }
}

/** After everything that was due has run: promises, and the rendering that follows them. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The element that has the focus, however deep in components it lies. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** A method of Apex as the test answers for it. */
export function apex(method: unknown): jest.Mock {
  return method as jest.Mock;
}

afterEach(() => {
  document.body.replaceChildren();
});
