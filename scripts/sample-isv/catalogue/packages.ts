import { id18 } from '../salesforce-id.ts';
import { entityTypes, type EntityType } from './vocabulary.ts';

/** A component of a package, named as in `custom_entity`: without namespace and without `__c`. */
export interface SampleComponent {
  readonly name: string;
  readonly type: EntityType;
}

/** A released version of a package. */
export interface SampleVersion {
  /** Stable name for references between records, such as `acmetour@4.2`. */
  readonly key: string;
  /** 04t id, 18 characters. */
  readonly id: string;
  readonly number: string;
  readonly sequence: number;
  /** How long before "today" it was released, in days. */
  readonly releasedDaysAgo: number;
}

/** A package the ISV sells. */
export interface SamplePackage {
  /** Stable name for references between records: the namespace. */
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  /** 033 id as the License Management App holds it, 18 characters. */
  readonly id: string;
  /** The same id as App Analytics prints it, 15 characters. */
  readonly id15: string;
  /** False: no log, summary or snapshot ever names this package (domain decision 7). */
  readonly appAnalyticsEnabled: boolean;
  /** Oldest first. */
  readonly versions: readonly SampleVersion[];
  readonly components: readonly SampleComponent[];
}

type ComponentNames = Partial<Record<EntityType, readonly string[]>>;

/**
 * The packages of the sample ISV. Their ids are constants and don't hang on the seed, so that a metric key
 * can be written down (`engagement.mau.033Hs000000TqVb`) and stays right for every sample.
 */
export const samplePackages: readonly SamplePackage[] = [
  samplePackage(
    'Acme Tournaments',
    'acmetour',
    '033Hs000000TqVb',
    ['04tHs000000gWc1', '04tHs000000gWc5'],
    {
      CustomObject: ['Player', 'Match', 'Bracket', 'Team'],
      ExternalObject: ['Ranking_Feed'],
      LightningPage: ['Tournament_Home', 'Bracket_Builder', 'Player_Record_Page'],
      LightningComponent: ['bracketCanvas', 'playerCard', 'matchTicker'],
      VisualforcePage: ['ScoreSheetPrint', 'BracketExport'],
      ApexClass: ['BracketEngine', 'SeedingService', 'RankingImportBatch'],
      ApexTrigger: ['MatchTrigger', 'PlayerTrigger'],
      CustomInteractionLabel: ['BRACKET_PUBLISHED', 'DRAW_SHUFFLED'],
      CustomInteractionFailure: ['OVER_CALL_LIMIT'],
    },
  ),
  samplePackage(
    'Acme Scheduling',
    'acmesched',
    '033Hs000000TqVc',
    ['04tHs000000gXd2', '04tHs000000gXd9'],
    {
      CustomObject: ['Schedule', 'Booking', 'Venue'],
      LightningPage: ['Schedule_Board', 'Venue_Record_Page'],
      LightningComponent: ['scheduleGrid', 'venuePicker'],
      VisualforcePage: ['PrintableSchedule'],
      ApexClass: ['ConflictFinder', 'CalendarFeed', 'ReminderQueueable'],
      ApexTrigger: ['ScheduleTrigger', 'BookingTrigger'],
      CustomInteractionLabel: ['CONFLICT_RESOLVED'],
    },
  ),
  samplePackage(
    'Acme Ticketing',
    'acmetix',
    '033Hs000000TqVd',
    ['04tHs000000gYe3', '04tHs000000gYe8'],
    {
      CustomObject: ['Ticket', 'Ticket_Order', 'Seat_Map'],
      LightningPage: ['Box_Office', 'Order_Record_Page'],
      LightningComponent: ['seatMapPicker', 'orderSummary'],
      VisualforcePage: ['TicketPdf'],
      ApexClass: ['OrderRestResource', 'PaymentGateway', 'RefundBatch'],
      ApexTrigger: ['TicketOrderTrigger'],
      AnalyticsDashboard: ['Box_Office_Sales'],
      AnalyticsLens: ['Sales_By_Venue'],
      AnalyticsRecipe: ['Ticket_Sales_Recipe'],
    },
  ),
  samplePackage(
    'Acme Sponsors',
    'acmespon',
    '033Hs000000TqVf',
    ['04tHs000000gZf4'],
    {
      CustomObject: ['Sponsor', 'Sponsorship'],
      LightningPage: ['Sponsor_Home'],
      ApexClass: ['SponsorMatcher'],
    },
    false,
  ),
];

function samplePackage(
  name: string,
  namespace: string,
  id15: string,
  versionIds: readonly string[],
  components: ComponentNames,
  appAnalyticsEnabled = true,
): SamplePackage {
  const versions = versionIds.map((versionId, at) => ({
    key: `${namespace}@${4 + at}.2`,
    id: id18(versionId),
    number: `${4 + at}.2`,
    sequence: at + 1,
    releasedDaysAgo: 40 + 230 * (versionIds.length - 1 - at),
  }));
  return {
    key: namespace,
    name,
    namespace,
    id: id18(id15),
    id15,
    appAnalyticsEnabled,
    versions,
    components: entityTypes.flatMap((type) =>
      (components[type] ?? []).map((component) => ({ name: component, type })),
    ),
  };
}
