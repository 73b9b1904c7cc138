import { join } from 'node:path';
import type { ServiceConfig } from '../config.ts';

export interface AnalyticsFolders {
  /** The organization whose files are in the folders themselves; every other has a folder of its own in them. */
  configuredId: string | undefined;
  of(organizationId: string): ServiceConfig['analytics'];
}

/** Folders of organizations. One's usage files are nothing to another. */
export function analyticsFolders({
  analytics,
}: Pick<ServiceConfig, 'analytics'>): AnalyticsFolders {
  return {
    configuredId: undefined,
    of(organizationId) {
      if (organizationId === this.configuredId) return analytics;
      return {
        ...analytics,
        directory: join(analytics.directory, organizationId),
        inbox: join(analytics.inbox, organizationId),
      };
    },
  };
}
