/** Who changed something: the bearer of an API key, or a user of the machine at the command line. */
export interface Actor {
  readonly kind: 'api-key' | 'command-line';
  /** Of the key; the user's name. */
  readonly id: string;
  readonly name: string;
}

/** Something that was changed in the connector. Holds no secret. */
export interface AuditedAction {
  readonly actor: Actor;
  /** 18 characters; null for what is of no single organization. */
  readonly organizationId: string | null;
  /** `organization.pause`, `key.revoke` */
  readonly action: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AuditEntry extends AuditedAction {
  /** Counted up; a later entry has a higher one. */
  readonly id: number;
  readonly at: Date;
}
