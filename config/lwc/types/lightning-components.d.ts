// Base components that @salesforce/lightning-types 0.8.0 does not declare (only what we touch from code).
declare module 'lightning/input' {
  import { LightningElement } from 'lwc';
  export default class LightningInput extends LightningElement {
    label: string;
    name: string;
    type: string;
    value: string;
    checked: boolean;
    disabled: boolean;
    files: FileList | null;
    readonly validity: ValidityState;
    checkValidity(): boolean;
    reportValidity(): boolean;
    setCustomValidity(message: string): void;
    focus(): void;
    blur(): void;
  }
}
declare module 'lightning/datatable' {
  import { LightningElement, type Template } from 'lwc';
  export interface DatatableAction {
    label: string;
    name: string;
    iconName?: string;
    disabled?: boolean;
  }
  export interface DatatableColumn<Row = Record<string, unknown>> {
    label?: string;
    fieldName?: keyof Row & string;
    type?: string;
    typeAttributes?: Record<string, unknown>;
    cellAttributes?: Record<string, unknown>;
    sortable?: boolean;
    editable?: boolean | { fieldName: string };
    hideDefaultActions?: boolean;
    wrapText?: boolean;
    initialWidth?: number;
    fixedWidth?: number;
    iconName?: string;
    actions?: { label: string; name: string; checked?: boolean }[];
  }
  export interface RowSelectionDetail<Row = Record<string, unknown>> {
    selectedRows: Row[];
  }
  export interface SortDetail {
    fieldName: string;
    sortDirection: 'asc' | 'desc';
  }
  export interface RowActionDetail<Row = Record<string, unknown>> {
    action: DatatableAction;
    row: Row;
  }
  export default class LightningDatatable<Row = Record<string, unknown>> extends LightningElement {
    static customTypes: Record<
      string,
      {
        template: Template;
        editTemplate?: Template;
        standardCellLayout?: boolean;
        typeAttributes?: string[];
      }
    >;
    columns: DatatableColumn<Row>[];
    data: Row[];
    draftValues: Partial<Row>[];
    selectedRows: string[];
    getSelectedRows(): Row[];
    openInlineEdit(): void;
    scrollToTop(): void;
  }
}
declare module 'lightning/toastContainer' {
  import { LightningElement } from 'lwc';
  export default class LightningToastContainer extends LightningElement {
    static instance(): LightningToastContainer;
    maxToasts: number;
    toastPosition:
      'top-center' | 'top-left' | 'top-right' | 'bottom-left' | 'bottom-center' | 'bottom-right';
  }
}
