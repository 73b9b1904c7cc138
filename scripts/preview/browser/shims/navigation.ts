/** `lightning/navigation` in the preview: the page is in the hash of the address. */
interface PageReference {
  type: string;
  attributes?: Record<string, unknown>;
  state?: Record<string, string | undefined>;
}

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

export const toUrl = (page: PageReference): string =>
  page.type === 'standard__webPage'
    ? String(page.attributes?.url)
    : `#${encodeURIComponent(JSON.stringify(page))}`;

export function currentPage(): PageReference {
  try {
    return JSON.parse(decodeURIComponent(location.hash.slice(1))) as PageReference;
  } catch {
    return { type: 'standard__navItemPage', attributes: { apiName: 'SalesforceSync' }, state: {} };
  }
}

export const NavigationMixin = Object.assign(
  <T extends new (...args: any[]) => object>(Base: T) =>
    class extends Base {
      [Navigate](page: PageReference, replace = false): void {
        if (page.type === 'standard__webPage') window.open(toUrl(page), '_blank');
        else if (replace) location.replace(toUrl(page));
        else location.assign(toUrl(page));
      }

      [GenerateUrl](page: PageReference): Promise<string> {
        return Promise.resolve(toUrl(page));
      }
    },
  { Navigate, GenerateUrl },
);

export class CurrentPageReference {
  private readonly callback: (page: PageReference) => void;
  private readonly listener = (): void => {
    this.callback(currentPage());
  };

  constructor(callback: (page: PageReference) => void) {
    this.callback = callback;
  }

  connect(): void {
    window.addEventListener('hashchange', this.listener);
    this.listener();
  }

  disconnect(): void {
    window.removeEventListener('hashchange', this.listener);
  }

  update(): void {}
}
