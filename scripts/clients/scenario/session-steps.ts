import assert from 'node:assert/strict';
import { addUser } from '../../local-org/seed/add-user.ts';
import { accessToken, jwtLogin, type ClientSetup } from './client-setup.ts';
import type { Step } from './step.ts';

/** Signing in and what the CLI says about an org it is signed in to. */
export function sessionSteps(setup: ClientSetup): readonly Step[] {
  return [loginStep(setup), ...orgSteps(setup), expiryStep(setup), tokenStep(setup)];
}

export function loginStep(setup: ClientSetup): Step {
  const { sf, running } = setup;
  return {
    name: 'org login jwt',
    run: async () => {
      const { username, orgId } = await sf.result<{ username: string; orgId: string }>(
        jwtLogin(setup),
      );
      assert.deepEqual([username, orgId], [running.client.runAs, running.org.organizationId]);
    },
  };
}

function orgSteps({ running, sf }: ClientSetup): readonly Step[] {
  const { url, apiUsage } = running;
  return [
    {
      name: 'org display says that it is connected',
      run: async () => {
        const words = ['org', 'display'];
        const shown = await sf.result<{ connectedStatus: string; instanceUrl: string }>(words);
        assert.deepEqual([shown.connectedStatus, shown.instanceUrl], ['Connected', url]);
      },
    },
    {
      name: 'org list limits',
      run: async () => {
        const words = ['org', 'list', 'limits'];
        const limits = await sf.result<{ name: string; max: number; remaining: number }[]>(words);
        const daily = limits.find(({ name }) => name === 'DailyApiRequests');
        assert.equal(daily?.max, apiUsage.limit);
        assert.ok(daily.remaining < daily.max, 'The calls made so far are not counted.');
        assert.ok(limits.some(({ name }) => name === 'DataStorageMB'));
      },
    },
    {
      name: 'org open --url-only',
      run: async () => {
        const opened = await sf.result<{ url: string }>(['org', 'open', '--url-only']);
        assert.ok(opened.url.startsWith(`${url}/secur/frontdoor.jsp?`), opened.url);
      },
    },
  ];
}

function expiryStep({ running, sf }: ClientSetup): Step {
  return {
    name: 'a session that ended in between is opened again',
    run: async () => {
      running.faults.expireTokens();
      const words = ['data', 'query', '--query', 'SELECT Id FROM User'];
      assert.equal((await sf.result<{ totalSize: number }>(words)).totalSize, 1);
    },
  };
}

/** Another user, with nothing but a token. Addresses of such a login have doubled slashes. */
function tokenStep({ running, sf }: ClientSetup): Step {
  const username = 'token@clients.example';
  return {
    name: 'org login access-token, and a query as that user',
    run: async () => {
      const profile = 'Standard User';
      addUser(running.org, { username, lastName: 'Token', profile, permissionSets: [] });
      const token = await accessToken(running, username);
      const login = ['org', 'login', 'access-token', '--instance-url', running.url, '--no-prompt'];
      const result = await sf.result<{ username: string }>(login, { SF_ACCESS_TOKEN: token });
      assert.equal(result.username, username);
      const words = ['data', 'query', '--query', 'SELECT Name FROM Account LIMIT 1'];
      const found = await sf.result<{ totalSize: number }>([...words, '--target-org', username]);
      assert.equal(found.totalSize, 1);
    },
  };
}

/** The last step of a track: it may have spoken to this machine only. */
export function egressStep({ sf }: ClientSetup): Step {
  return {
    name: 'nothing but the local org was contacted',
    run: () => {
      assert.equal(sf.refusedHosts(), '');
      return Promise.resolve();
    },
  };
}
