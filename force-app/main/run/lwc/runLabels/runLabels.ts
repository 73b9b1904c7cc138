import connectionLost from '@salesforce/label/c.RunConnectionLost';
import connectionLostAdvice from '@salesforce/label/c.RunConnectionLostAdvice';
import awaited from '@salesforce/label/c.RunAwaited';
import awaitedLong from '@salesforce/label/c.RunAwaitedLong';
import badgeDryRun from '@salesforce/label/c.RunBadgeDryRun';
import cancel from '@salesforce/label/c.RunCancel';
import cancelling from '@salesforce/label/c.RunCancelling';
import doingAccounts from '@salesforce/label/c.RunDoingAccounts';
import doingConnect from '@salesforce/label/c.RunDoingConnect';
import doingDirectory from '@salesforce/label/c.RunDoingDirectory';
import doingLicenses from '@salesforce/label/c.RunDoingLicenses';
import doingLog from '@salesforce/label/c.RunDoingLog';
import doingMappings from '@salesforce/label/c.RunDoingMappings';
import doingPlan from '@salesforce/label/c.RunDoingPlan';
import doingValues from '@salesforce/label/c.RunDoingValues';
import doingWrite from '@salesforce/label/c.RunDoingWrite';
import dryRun from '@salesforce/label/c.RunDryRun';
import dryRunHelp from '@salesforce/label/c.RunDryRunHelp';
import dryRunNow from '@salesforce/label/c.RunDryRunNow';
import ended from '@salesforce/label/c.RunEnded';
import idle from '@salesforce/label/c.RunIdle';
import open from '@salesforce/label/c.RunOpen';
import percent from '@salesforce/label/c.RunPercent';
import phaseAccounts from '@salesforce/label/c.RunPhaseAccounts';
import phaseConnect from '@salesforce/label/c.RunPhaseConnect';
import phaseDirectory from '@salesforce/label/c.RunPhaseDirectory';
import phaseLicenses from '@salesforce/label/c.RunPhaseLicenses';
import phaseLog from '@salesforce/label/c.RunPhaseLog';
import phaseMappings from '@salesforce/label/c.RunPhaseMappings';
import phasePlan from '@salesforce/label/c.RunPhasePlan';
import phaseValues from '@salesforce/label/c.RunPhaseValues';
import phaseWrite from '@salesforce/label/c.RunPhaseWrite';
import requested from '@salesforce/label/c.RunRequested';
import running from '@salesforce/label/c.RunRunning';
import runningStart from '@salesforce/label/c.RunRunningStart';
import stalled from '@salesforce/label/c.RunStalled';
import stalledAdvice from '@salesforce/label/c.RunStalledAdvice';
import statusCancelled from '@salesforce/label/c.RunStatusCancelled';
import statusDegraded from '@salesforce/label/c.RunStatusDegraded';
import statusNothingWritten from '@salesforce/label/c.RunStatusNothingWritten';
import statusFailed from '@salesforce/label/c.RunStatusFailed';
import statusHeld from '@salesforce/label/c.RunStatusHeld';
import statusRequested from '@salesforce/label/c.RunStatusRequested';
import statusRunning from '@salesforce/label/c.RunStatusRunning';
import statusSucceeded from '@salesforce/label/c.RunStatusSucceeded';
import triggerCommandLine from '@salesforce/label/c.RunTriggerCommandLine';
import triggerRequest from '@salesforce/label/c.RunTriggerRequest';
import triggerRetry from '@salesforce/label/c.RunTriggerRetry';
import triggerSchedule from '@salesforce/label/c.RunTriggerSchedule';
import waitingAdvice from '@salesforce/label/c.RunWaitingAdvice';
import waitingLong from '@salesforce/label/c.RunWaitingLong';
import watchdog from '@salesforce/label/c.RunWatchdog';
import watchdogIncident from '@salesforce/label/c.RunWatchdogIncident';
import watchdogLast from '@salesforce/label/c.RunWatchdogLast';
import watchdogNever from '@salesforce/label/c.RunWatchdogNever';
import watchdogNobody from '@salesforce/label/c.RunWatchdogNobody';
import watchdogOff from '@salesforce/label/c.RunWatchdogOff';
import watchdogOn from '@salesforce/label/c.RunWatchdogOn';
import watchdogStart from '@salesforce/label/c.RunWatchdogStart';
import watchdogStop from '@salesforce/label/c.RunWatchdogStop';
import syncNow from '@salesforce/label/c.SyncNow';

/** Texts of runs, the live one and the watchdog. */
export const runLabels = {
  connectionLost,
  connectionLostAdvice,
  awaited,
  awaitedLong,
  badgeDryRun,
  cancel,
  cancelling,
  doingAccounts,
  doingConnect,
  doingDirectory,
  doingLicenses,
  doingLog,
  doingMappings,
  doingPlan,
  doingValues,
  doingWrite,
  dryRun,
  dryRunHelp,
  dryRunNow,
  ended,
  idle,
  open,
  percent,
  phaseAccounts,
  phaseConnect,
  phaseDirectory,
  phaseLicenses,
  phaseLog,
  phaseMappings,
  phasePlan,
  phaseValues,
  phaseWrite,
  requested,
  running,
  runningStart,
  stalled,
  stalledAdvice,
  statusCancelled,
  statusDegraded,
  statusNothingWritten,
  statusFailed,
  statusHeld,
  statusRequested,
  statusRunning,
  statusSucceeded,
  triggerCommandLine,
  triggerRequest,
  triggerRetry,
  triggerSchedule,
  waitingAdvice,
  waitingLong,
  watchdog,
  watchdogIncident,
  watchdogLast,
  watchdogNever,
  watchdogNobody,
  watchdogOff,
  watchdogOn,
  watchdogStart,
  watchdogStop,
  syncNow,
};
