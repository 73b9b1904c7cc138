import type { ConstructorOptions } from 'pg-boss';

/** Runs statements on the store's database. */
export type QueueDatabase = Pick<NonNullable<ConstructorOptions['db']>, 'executeSql'>;
