// Replaces the @salesforce/lightning-types 0.8.0 declarations of these modules, which lack the
// static `open()` (see "exclude" in tsconfig.json).
declare module 'lightning/modal' {
  import { LightningElement } from 'lwc';
  interface ModalOptions {
    label: string;
    size?: 'small' | 'medium' | 'large' | 'full';
    description?: string;
    disableClose?: boolean;
  }
  /** `Result` is what `close()` hands to the promise of `open()`; undefined when dismissed. */
  export default class LightningModal<Result = unknown> extends LightningElement {
    static open<R, T extends LightningModal<R>>(
      this: new () => T & LightningModal<R>,
      options: ModalOptions &
        Partial<Omit<T, keyof LightningModal>> &
        Record<`on${string}`, ((event: CustomEvent) => void) | undefined>,
    ): Promise<R | undefined>;
    label: string;
    size: 'small' | 'medium' | 'large' | 'full';
    description: string;
    disableClose: boolean;
    close(result?: Result): void;
  }
}
declare module 'lightning/alert' {
  interface AlertOptions {
    label?: string;
    message: string;
    variant?: 'header' | 'headerless';
    theme?:
      | 'default'
      | 'shade'
      | 'inverse'
      | 'alt-inverse'
      | 'success'
      | 'info'
      | 'warning'
      | 'error'
      | 'offline';
  }
  const LightningAlert: { open(options: AlertOptions): Promise<void> };
  export default LightningAlert;
}
declare module 'lightning/confirm' {
  interface ConfirmOptions {
    label?: string;
    message: string;
    variant?: 'header' | 'headerless';
    theme?:
      | 'default'
      | 'shade'
      | 'inverse'
      | 'alt-inverse'
      | 'success'
      | 'info'
      | 'warning'
      | 'error'
      | 'offline';
  }
  const LightningConfirm: { open(options: ConfirmOptions): Promise<boolean> };
  export default LightningConfirm;
}
