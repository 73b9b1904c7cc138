import type { SalesforceFault } from '../../domain/change.ts';

/** Why a change was not sent whose run ended before its turn. */
export const endedEarly: SalesforceFault = {
  code: 'RUN_ENDED_EARLY',
  message: 'The run ended before this change was sent.',
  fields: [],
};
