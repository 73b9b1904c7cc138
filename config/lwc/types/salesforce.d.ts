// Modules of the platform that @salesforce/lightning-types 0.8.0 does not declare.
declare module '@salesforce/apex' {
  /** Provisions a wired Apex method anew; pass the very object that the wire service provisioned. */
  export function refreshApex(wired: unknown): Promise<unknown>;
}
declare module '@salesforce/i18n/locale' {
  /** BCP 47, such as en-US. */
  const locale: string;
  export default locale;
}
declare module '@salesforce/i18n/timeZone' {
  /** IANA name, such as Europe/Berlin. */
  const timeZone: string;
  export default timeZone;
}
