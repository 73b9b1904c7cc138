import { jobInterface } from '../job/job-interface.ts';

/** What `System.schedule` is given. Its context tells the id of the CronTrigger. */
export const schedulable = jobInterface('Schedulable', 'getTriggerId');
