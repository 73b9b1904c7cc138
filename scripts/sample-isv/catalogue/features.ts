import type { SamplePackage } from './packages.ts';
import type { EntityType, LogRecordType, Operation } from './vocabulary.ts';

/** One component of a feature; without operations and log record types, every interaction with it counts. */
interface FeatureComponent {
  /** 033 id of the package, 18 characters. */
  readonly packageId: string;
  readonly entity: string;
  readonly entityType: EntityType;
  readonly operations?: readonly Operation[];
  readonly logRecordTypes?: readonly LogRecordType[];
}

/** A feature as ISVapp's configuration describes it; the shape of an element of features.json. */
export interface SampleFeature {
  readonly id: string;
  readonly label: string;
  /** True: edited a moment ago, its history is being recalculated (domain decision 31). */
  readonly recalculating: boolean;
  readonly components: readonly FeatureComponent[];
}

type Component = Omit<FeatureComponent, 'packageId'>;

interface Outline extends Omit<SampleFeature, 'components'> {
  /** Components by the namespace of their package. */
  readonly components: Readonly<Record<string, readonly Component[]>>;
}

const viaInterfaces = ['API', 'BulkApiV1', 'BulkApiV2', 'RestApi'] as const;

/**
 * The features of the sample ISV. Each is there for a rule: Tournament is the example of domain 1.2 (an object
 * of one package and an object of another), Bracket design stays in one package, Booking changes is refined by
 * operations, Integrations by log record types, Match day needs three packages, Season planner is being
 * recalculated, and Sponsorship needs a package that isn't enabled for App Analytics, so nobody has it.
 */
const outlines: readonly Outline[] = [
  outline('tournament', 'Tournament', {
    acmetour: [object('Player')],
    acmesched: [object('Schedule')],
  }),
  outline('bracket-design', 'Bracket design', {
    acmetour: [
      page('Bracket_Builder'),
      { entity: 'bracketCanvas', entityType: 'LightningComponent' },
      { entity: 'BracketEngine', entityType: 'ApexClass' },
    ],
  }),
  outline('booking-changes', 'Booking changes', {
    acmesched: [object('Booking', { operations: ['INSERT', 'UPDATE', 'DELETE'] })],
  }),
  outline('integrations', 'Integrations', {
    acmetour: [
      object('Player', { logRecordTypes: viaInterfaces }),
      object('Match', { logRecordTypes: viaInterfaces }),
    ],
  }),
  outline('match-day', 'Match day', {
    acmetour: [object('Match', { operations: ['UPDATE'] })],
    acmesched: [page('Schedule_Board')],
    acmetix: [page('Box_Office')],
  }),
  {
    ...outline('season-planner', 'Season planner', {
      acmesched: [object('Schedule'), object('Venue')],
    }),
    recalculating: true,
  },
  outline('sponsorship', 'Sponsorship', {
    acmetour: [object('Team')],
    acmespon: [object('Sponsorship')],
  }),
];

/** The features, over the packages they are made of. Throws when a package isn't there. */
export function sampleFeatures(packages: readonly SamplePackage[]): SampleFeature[] {
  return outlines.map(({ components, ...feature }) => ({
    ...feature,
    components: Object.entries(components).flatMap(([namespace, used]) => {
      const owner = packages.find((each) => each.namespace === namespace);
      if (!owner) throw new Error(`No sample package has the namespace ${namespace}.`);
      return used.map((component) => ({ packageId: owner.id, ...component }));
    }),
  }));
}

function outline(id: string, label: string, components: Outline['components']): Outline {
  return { id, label, recalculating: false, components };
}

function object(entity: string, refinement: Partial<Component> = {}): Component {
  return { entity, entityType: 'CustomObject', ...refinement };
}

function page(entity: string): Component {
  return { entity, entityType: 'LightningPage' };
}
