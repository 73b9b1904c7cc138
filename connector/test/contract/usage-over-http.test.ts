/**
 * Each test of the usage port once more, its analytics reached over HTTP through a server that listens: the other
 * adapter of the port. Imported first is what says so.
 */
import './reach-usage-over-http.ts';
import './usage-source-activity.test.ts';
import './usage-source-blocked.test.ts';
import './usage-source-catalogue.test.ts';
import './usage-source-engagement.test.ts';
import './usage-source-external.test.ts';
import './usage-source-features.test.ts';
import './usage-source-intake.test.ts';
import './usage-source-lifecycle.test.ts';
import './usage-source-records.test.ts';
import './usage-source-recount.test.ts';
import './usage-source-silence.test.ts';
