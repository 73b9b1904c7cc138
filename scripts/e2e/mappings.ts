/** A mapping of each of the seven kinds and one more, in the words of the wizard. */
export interface WantedMapping {
  /** What is chosen at the steps Direction and What. */
  readonly choices: readonly string[];
  /** Label of the Account field. */
  readonly field: string;
  /** What the record that is saved has to say. */
  readonly saved: {
    readonly Kind__c: string;
    readonly AccountField__c: string;
    readonly MetricKey__c: string | null;
  };
}

const override = (label: string, field: string, kind: string): WantedMapping => ({
  choices: ['Override', label],
  field,
  saved: { Kind__c: kind, AccountField__c: `${kind}__c`, MetricKey__c: null },
});

const metric = (label: string, field: string, apiName: string, key: string): WantedMapping => ({
  choices: ['Metric', label],
  field,
  saved: { Kind__c: 'Metric', AccountField__c: apiName, MetricKey__c: key },
});

export const displayField: WantedMapping = {
  choices: ['Display field'],
  field: 'Segment',
  saved: { Kind__c: 'DisplayField', AccountField__c: 'Segment__c', MetricKey__c: null },
};

export const internalSeats = override(
  'Override Internal Seat Count',
  'Internal Seats',
  'InternalSeats',
);

/** Those that are added besides. Takes the 15 characters of a package. */
export function furtherMappings(tournaments: string): readonly WantedMapping[] {
  return [
    override('Override External Seat Count', 'External Seats', 'ExternalSeats'),
    override('Override Account Renewal Date', 'Renewal Date', 'RenewalDate'),
    metric('Monthly active users, combined over all packages', 'MAU', 'MAU__c', 'engagement.mau'),
    metric(
      'Monthly active users of Acme Tournaments',
      'MAU Tournaments',
      'MAU_Tournaments__c',
      `engagement.mau.${tournaments}`,
    ),
    metric(
      'Feature Tournament: monthly active users',
      'Feature Tournament',
      'FeatureTournament__c',
      'feature.tournament',
    ),
    metric(
      'Records of Player (Acme Tournaments)',
      'Players',
      'PlayersCount__c',
      `records.${tournaments}.Player`,
    ),
  ];
}
