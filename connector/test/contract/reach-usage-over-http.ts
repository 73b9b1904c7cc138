import { usageOverHttp } from './served-usage.ts';
import { reachUsageBy } from './usage-source-adapter.ts';

reachUsageBy((open) => usageOverHttp(open));
