import { findProgram } from './find-program.ts';

/** Servers that tests start from programs of the machine, by the suffix of the tests' files. */
const programs = {
  /** `x.redis.test.ts` */
  redis: { variable: 'REDIS_SERVER', name: 'redis-server', debian: 'redis-server' },
  /** `x.nginx.test.ts` */
  nginx: { variable: 'NGINX', name: 'nginx', debian: 'nginx-light' },
  /** `x.prometheus.test.ts`: promtool, too, which is beside it */
  prometheus: { variable: 'PROMETHEUS', name: 'prometheus', debian: 'prometheus' },
  /** `x.alertmanager.test.ts`: and Prometheus */
  alertmanager: {
    variable: 'ALERTMANAGER',
    name: 'prometheus-alertmanager',
    debian: 'prometheus-alertmanager prometheus',
  },
  /** `x.chromium.test.ts`: a browser */
  chromium: { variable: 'CHROMIUM', name: 'chromium', debian: 'chromium' },
} as const;

export type TestProgram = keyof typeof programs;

export interface TestPrograms {
  /** The environment for the tests: it names the programs that are there, and no others. */
  readonly env: NodeJS.ProcessEnv;
  /** Why tests that need it cannot run: a sentence. */
  readonly missing: Readonly<Record<TestProgram, string | undefined>>;
}

/** Looks for the programs that the environment does not name: REDIS_SERVER, NGINX … */
export function findTestPrograms(env: NodeJS.ProcessEnv, find = findProgram): TestPrograms {
  const found: Record<string, string> = {};
  const missing: Record<string, string | undefined> = {};
  for (const [program, { variable, name, debian }] of Object.entries(programs)) {
    const given = env[variable] ?? '';
    const file = given === '' ? find(name, env['PATH']) : given;
    if (file === undefined) {
      missing[program] = `there is no ${name} (on Debian: apt-get install ${debian}).`;
    } else found[variable] = file;
  }
  const names: readonly string[] = Object.values(programs).map(({ variable }) => variable);
  const others = Object.entries(env).filter(([name]) => !names.includes(name));
  return {
    env: { ...Object.fromEntries(others), ...found },
    missing: missing as TestPrograms['missing'],
  };
}
