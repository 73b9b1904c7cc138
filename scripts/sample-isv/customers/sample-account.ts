/** Values of an Account's fields, by API name. A field that is left out is blank. */
export interface AccountFields {
  Name: string;
  InternalSeats__c?: number;
  ExternalSeats__c?: number;
  RenewalDate__c?: string;
  Segment__c?: 'Enterprise' | 'Mid-Market' | 'Small Business';
  ContractValue__c?: number;
  MAU__c?: number;
  WAU__c?: number;
  DAU__c?: number;
  MAU_Tournaments__c?: number;
  MAU_Scheduling__c?: number;
  FeatureTournament__c?: number;
  PlayersCount__c?: number;
  SchedulesCount__c?: number;
  SupportNotes__c?: string;
  HealthScore__c?: number;
  IsReference__c?: boolean;
}

/** An Account in the ISV's org. Its record id is given by the org it is loaded into. */
export interface SampleAccount {
  /** Stable name, such as `ACC-000123`. */
  readonly key: string;
  readonly fields: AccountFields;
}
