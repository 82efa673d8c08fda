import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts, OwnedProcess } from '@user-information/servers';
import { stringify } from 'yaml';
import { impatientRoutes, shortenedRules } from './shortened.ts';

const startLimitMs = 30_000;

export interface MonitoringOptions {
  /** The workspace's folder, in which deploy/ is. */
  readonly workspace: string;
  /** The programs, by their paths. */
  readonly prometheus: string;
  readonly alertmanager: string;
  /** `host:port` of each service, by name. */
  readonly services: Readonly<Record<string, string>>;
  /** Who is told of alerts. */
  readonly webhook: string;
}

/** Prometheus and Alertmanager with the rules and routes of deploy/, in a hurry. */
export class Monitoring {
  readonly #folder = mkdtempSync(join(tmpdir(), 'monitoring-'));
  readonly #processes: OwnedProcess[] = [];

  private constructor() {
    mkdirSync(join(this.#folder, 'rules'));
  }

  static async start(options: MonitoringOptions): Promise<Monitoring> {
    const monitoring = new Monitoring();
    try {
      await monitoring.#start(options);
    } catch (error) {
      await monitoring.close();
      throw error;
    }
    return monitoring;
  }

  async close(): Promise<void> {
    await Promise.all(this.#processes.map((server) => server.kill()));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(options: MonitoringOptions): Promise<void> {
    const { workspace, prometheus, alertmanager, services, webhook } = options;
    const read = (file: string): string => readFileSync(join(workspace, file), 'utf8');
    const [prometheusPort, alertmanagerPort] = await freePorts(2);
    const alertmanagerAddress = `127.0.0.1:${alertmanagerPort}`;
    const prometheusAddress = `127.0.0.1:${prometheusPort}`;
    for (const file of globSync('deploy/prometheus/rules/*.yml', { cwd: workspace })) {
      this.#write(`rules/${basename(file)}`, shortenedRules(read(file)));
    }
    const routes = read('deploy/alertmanager/alertmanager.yml');
    this.#write('alertmanager.yml', impatientRoutes(routes, webhook));
    this.#write(
      'prometheus.yml',
      stringify({
        global: { scrape_interval: '1s', evaluation_interval: '1s' },
        rule_files: ['rules/*.yml'],
        alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanagerAddress] }] }] },
        scrape_configs: Object.entries(services).map(([name, address]) => ({
          job_name: name,
          static_configs: [{ targets: [address] }],
        })),
      }),
    );
    await this.#run(alertmanagerAddress, [
      alertmanager,
      `--config.file=${this.#path('alertmanager.yml')}`,
      `--storage.path=${this.#path('alertmanager')}`,
      `--web.listen-address=${alertmanagerAddress}`,
      '--cluster.listen-address=',
    ]);
    await this.#run(prometheusAddress, [
      prometheus,
      `--config.file=${this.#path('prometheus.yml')}`,
      `--storage.tsdb.path=${this.#path('prometheus')}`,
      `--web.listen-address=${prometheusAddress}`,
      // What fires before it has found Alertmanager is told again after this long.
      '--rules.alert.resend-delay=2s',
    ]);
  }

  /** Resolves once it says that it is ready. */
  async #run(address: string, command: readonly [string, ...string[]]): Promise<void> {
    const server = await OwnedProcess.start({
      command,
      folder: this.#folder,
      logFile: `${this.#path(basename(command[0]))}.log`,
      removeIfOrphaned: this.#folder,
    });
    this.#processes.push(server);
    const deadlineMs = Date.now() + startLimitMs;
    for (;;) {
      const answer = await fetch(`http://${address}/-/ready`).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.status === 200) return;
      if (server.hasEnded || Date.now() > deadlineMs) {
        throw new Error(`${command.join(' ')} did not start: see ${this.#folder}.`);
      }
      await delay(50);
    }
  }

  #path(file: string): string {
    return join(this.#folder, file);
  }

  #write(file: string, text: string): void {
    writeFileSync(this.#path(file), text);
  }
}
