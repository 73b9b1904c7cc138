import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { downloadAddress } from '../../../../src/adapters/salesforce/usage-requests/download-address.ts';
import { openDownloads } from '../../../../src/adapters/salesforce/usage-requests/download.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function storage(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/key?X-Amz-Signature=secret`;
}

async function fetched(address: string, bytes: number | undefined): Promise<string> {
  const downloads = openDownloads({ allowLocalAddress: true, timeoutMs: 2_000 });
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of downloads.content({ address, bytes }, [])) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  } finally {
    await downloads.close();
  }
}

describe('a download', () => {
  it('brings the content as it is stored, and shows no token', async () => {
    let headers: unknown;
    const address = await storage((request, response) => {
      ({ headers } = request);
      // Storage that calls a stored gzip file an encoding: unpacked, its length would be another.
      response.setHeader('content-encoding', 'gzip').end('day,rows\n');
    });
    expect(await fetched(address, 9)).toBe('day,rows\n');
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('cookie');
    expect(await fetched(address, undefined)).toBe('day,rows\n');
  });

  it('is not one where fewer or more bytes come than were announced', async () => {
    const address = await storage((_, response) => response.end('day,rows\n'));
    const truncated = { kind: 'incomplete', code: 'DOWNLOAD_TRUNCATED' };
    await expect(fetched(address, 10)).rejects.toMatchObject(truncated);
    await expect(fetched(address, 8)).rejects.toMatchObject(truncated);
  });

  it('can be tried again where the connection breaks or the storage has trouble', async () => {
    const broken = await storage((_, response) => {
      response.writeHead(200, { 'content-length': '20' });
      response.write('day,');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(fetched(broken, 20)).rejects.toMatchObject({ kind: 'transient' });
    const busy = await storage((_, response) => response.writeHead(503).end('SlowDown'));
    await expect(fetched(busy, 20)).rejects.toMatchObject({ kind: 'transient', code: 'HTTP_503' });
  });

  it('says that the address is too old, and never the address', async () => {
    const address = await storage((_, response) => response.writeHead(403).end('<Error/>'));
    const error = await fetched(address, 9).catch((each: unknown) => each);
    expect(error).toMatchObject({ kind: 'request', code: 'DOWNLOAD_REFUSED' });
    expect(String(error)).not.toContain('secret');
  });

  it('follows two redirects, and none to anywhere else', async () => {
    let hops = 0;
    let target = '/again';
    const address = await storage((request, response) => {
      hops += 1;
      if (request.url === '/last') response.end('day,rows\n');
      else response.writeHead(307, { location: hops === 2 ? '/last' : target }).end();
    });
    expect(await fetched(address, 9)).toBe('day,rows\n');
    hops = 5;
    await expect(fetched(address, 9)).rejects.toMatchObject({ code: 'DOWNLOAD_REDIRECTED' });
    target = 'http://169.254.169.254/latest/meta-data';
    await expect(fetched(address, 9)).rejects.toMatchObject({ code: 'DOWNLOAD_NOT_ALLOWED' });
  });
});

describe('the addresses that files are fetched from', () => {
  const hosts = { allowLocalAddress: false, furtherHosts: ['files.example.com'] };
  const allowed = (address: string) => downloadAddress(address, hosts).href;

  it.each([
    'https://bucket.s3.amazonaws.com/key?X-Amz-Expires=3600',
    'https://bucket.s3.us-west-2.amazonaws.com/key',
    'https://s3.dualstack.eu-central-1.amazonaws.com/bucket/key',
    'https://s3-us-west-2.amazonaws.com/bucket/key',
    'https://bucket.s3.cn-north-1.amazonaws.com.cn/key',
    'https://files.example.com/key',
    'https://eu.files.example.com/key',
  ])('include %s', (address) => {
    expect(allowed(address)).toBe(address);
  });

  it.each([
    'http://bucket.s3.amazonaws.com/key',
    'https://bucket.s3.amazonaws.com:8443/key',
    'https://user:password@bucket.s3.amazonaws.com/key',
    'https://bucket.s3.amazonaws.com.attacker.example/key',
    'https://ec2-1-2-3-4.compute-1.amazonaws.com/key',
    'https://notfiles.example.com/key',
    'https://127.0.0.1/key',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'no address',
  ])('do not include %s', (address) => {
    expect(() => allowed(address)).toThrow(/does not fetch App Analytics files from/);
  });

  it('are this machine alone where an org on it is connected', () => {
    const local = { allowLocalAddress: true, furtherHosts: [] };
    expect(downloadAddress('http://127.0.0.1:7070/key', local).port).toBe('7070');
    expect(() => downloadAddress('https://bucket.s3.amazonaws.com/key', local)).toThrow(
      /which is not this machine/,
    );
  });
});
