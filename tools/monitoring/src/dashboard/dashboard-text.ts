import { dashboard } from './panel.ts';
import { rows } from './rows.ts';

/** Where Grafana finds it, in the repository. */
export const dashboardFile = 'deploy/grafana/dashboards/user-information.json';

/** What the file must say. */
export function dashboardText(): string {
  return `${JSON.stringify(dashboard('User information', 'user-information', rows), null, 2)}\n`;
}
