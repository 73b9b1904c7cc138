// Modules that @salesforce/lightning-types 0.8.0 does not declare.
declare module 'lightning/uiObjectInfoApi' {
  import type { WireAdapterConstructor } from 'lwc';
  export interface FieldInfo {
    apiName: string;
    label: string;
    dataType: string;
    length: number;
    required: boolean;
    createable: boolean;
    updateable: boolean;
    custom: boolean;
    reference: boolean;
    relationshipName: string | null;
    referenceToInfos: { apiName: string; nameFields: string[] }[];
  }
  export interface RecordTypeInfo {
    recordTypeId: string;
    name: string;
    master: boolean;
    available: boolean;
    defaultRecordTypeMapping: boolean;
  }
  export interface ObjectInfo {
    apiName: string;
    label: string;
    labelPlural: string;
    keyPrefix: string | null;
    custom: boolean;
    createable: boolean;
    updateable: boolean;
    defaultRecordTypeId: string;
    fields: Record<string, FieldInfo>;
    recordTypeInfos: Record<string, RecordTypeInfo>;
    themeInfo: { color: string; iconUrl: string } | null;
  }
  export interface PicklistValue {
    label: string;
    value: string;
    validFor: number[];
  }
  export interface PicklistValues {
    controllerValues: Record<string, number>;
    defaultValue: PicklistValue | null;
    values: PicklistValue[];
  }
  type ObjectId = string | { objectApiName: string };
  type FieldId = string | { objectApiName: string; fieldApiName: string };
  export const getObjectInfo: WireAdapterConstructor<
    { objectApiName: ObjectId },
    WireResult<ObjectInfo>
  >;
  export const getObjectInfos: WireAdapterConstructor<
    { objectApiNames: ObjectId[] },
    WireResult<{ results: { statusCode: number; result: ObjectInfo }[] }>
  >;
  export const getPicklistValues: WireAdapterConstructor<
    { recordTypeId: string; fieldApiName: FieldId },
    WireResult<PicklistValues>
  >;
}
declare module 'lightning/platformShowToastEvent' {
  export interface ToastConfig {
    title: string;
    message?: string;
    messageData?: (string | { url: string; label: string })[];
    variant?: 'info' | 'success' | 'warning' | 'error';
    mode?: 'dismissible' | 'pester' | 'sticky';
  }
  export class ShowToastEvent extends CustomEvent<ToastConfig> {
    constructor(config: ToastConfig);
  }
}
declare module 'lightning/navigation' {
  import type { LightningElement, WireAdapterConstructor } from 'lwc';
  export interface PageReference {
    type: string;
    attributes?: Record<string, unknown>;
    state?: Record<string, string | undefined>;
  }
  export const CurrentPageReference: WireAdapterConstructor<Record<string, never>, PageReference>;
  const Navigate: unique symbol;
  const GenerateUrl: unique symbol;
  interface Navigation {
    [Navigate](page: PageReference, replace?: boolean): void;
    [GenerateUrl](page: PageReference): Promise<string>;
  }
  export const NavigationMixin: {
    <T extends new (...args: any[]) => object>(base: T): T & (new (...args: any[]) => Navigation);
    readonly Navigate: typeof Navigate;
    readonly GenerateUrl: typeof GenerateUrl;
  };
}
