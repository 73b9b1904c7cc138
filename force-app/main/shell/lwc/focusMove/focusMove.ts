/**
 * Takes the focus along to what is about to be shown, so that whoever uses a keyboard or a screen reader goes on there.
 * Ask for it with `to`; `renderedCallback` carries it out, because only then the element is on the page.
 */
export class FocusMove {
  private selector?: string;

  /** @param selector of an element of the template that takes the focus; a heading does with `tabindex="-1"` */
  to(selector: string): void {
    this.selector = selector;
  }

  /** Moves the focus to what is on the page already. */
  now(template: Pick<ParentNode, 'querySelector'> | null | undefined, selector: string): void {
    this.to(selector);
    this.carryOut(template);
  }

  /** Moves the focus if the element is there by now, and else keeps the request for the next rendering. */
  carryOut(template: Pick<ParentNode, 'querySelector'> | null | undefined): void {
    if (this.selector === undefined) return;
    const element = template?.querySelector<HTMLElement>(this.selector);
    if (element == null) return;
    this.selector = undefined;
    element.focus();
  }
}
