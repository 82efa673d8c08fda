/** `npm run dashboard`: writes Grafana's dashboard anew. */
import { writeFileSync } from 'node:fs';
import { dashboardFile, dashboardText } from './dashboard-text.ts';

writeFileSync(dashboardFile, dashboardText());
