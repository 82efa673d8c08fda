export interface NginxConfigurationOptions {
  /** `127.0.0.1:8080` */
  readonly listen: string;
  /** `host:port` of each. */
  readonly replicas: readonly string[];
  /** The file that the server block includes. */
  readonly serving: string;
  /** Where it keeps what it writes. */
  readonly folder: string;
}

const written = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** nginx.conf of a balancer that stays in the foreground, writes to its folder, and logs errors only. */
export function nginxConfiguration(options: NginxConfigurationOptions): string {
  const { folder, listen, replicas, serving } = options;
  const temporary = written.map((kind) => `  ${kind}_temp_path "${folder}/${kind}";`);
  const servers = replicas.map((replica) => `    server ${replica} max_fails=0;`);
  return [
    'daemon off;',
    // Else its workers would be of a user who may not write to the folder.
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    'worker_processes 1;',
    `pid "${folder}/nginx.pid";`,
    `error_log "${folder}/error.log" warn;`,
    'events { worker_connections 4096; }',
    'http {',
    ...temporary,
    '  access_log off;',
    '  server_tokens off;',
    '  upstream replicas {',
    ...servers,
    '    keepalive 64;',
    '  }',
    `  server { listen ${listen}; include "${serving}"; }`,
    '}',
    '',
  ].join('\n');
}
