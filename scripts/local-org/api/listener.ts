import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { StartMistake, systemErrorCode } from '../start-mistake.ts';

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
}

/** Holds the org's port, and lets go of it for a while when the org is to be down. */
export class Listener {
  readonly #options: ListenerOptions;
  #server: Server | null = null;
  #port = 0;
  #restarting: Promise<void> = Promise.resolve();

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  /** Starts listening and returns the address. Throws a StartMistake where the port can't be had. */
  async listen(app: FastifyInstance): Promise<string> {
    const { host, port } = this.#options;
    try {
      await app.listen({ host, port });
    } catch (error) {
      throw portMistake(error, this.#options) ?? error;
    }
    this.#server = app.server;
    this.#port = (app.server.address() as AddressInfo).port;
    return `http://${host.includes(':') ? `[${host}]` : host}:${this.#port}`;
  }

  /** Cuts every connection, stays unreachable for `downMs`, and listens on the same port again. */
  async restart(downMs: number): Promise<void> {
    this.#restarting = this.#restart(downMs);
    await this.#restarting;
  }

  /** Cuts what is left and lets go of the port, after a restart under way. */
  async close(app: FastifyInstance): Promise<void> {
    await this.#restarting;
    await app.close();
    if (this.#server?.listening !== true) return;
    // After a restart Fastify doesn't know that its server listens again.
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #restart(downMs: number): Promise<void> {
    const server = this.#server;
    if (server === null) throw new Error('The local org is not listening yet.');
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    await delay(downMs);
    // Fastify can't listen twice; its server can.
    server.listen(this.#port, this.#options.host);
    await once(server, 'listening');
  }
}

function portMistake(error: unknown, { host, port }: ListenerOptions): StartMistake | undefined {
  const obstacles: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is taken. Stop what listens there, or choose another port; 0 takes any that is free.`,
    EACCES: `This user may not listen on port ${port}. Choose a port above 1023; 0 takes any that is free.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Choose another host, such as 127.0.0.1.`,
  };
  const obstacle = obstacles[systemErrorCode(error) ?? ''];
  return obstacle === undefined ? undefined : new StartMistake(obstacle, { cause: error });
}
