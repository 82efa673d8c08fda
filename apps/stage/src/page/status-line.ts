import type { Snapshot } from '../snapshot.ts';
import { post, tellOutcome } from './cards/send-command.ts';
import { buttonById, byId } from './elements.ts';
import { count } from './format.ts';

/** What the head of the page says: whether it is connected, whether the counts are right. */
export function showStatus({ audit, join, mayControl, services }: Snapshot): void {
  const ready = services.filter(({ status }) => status === 'ready').length;
  const isWell = ready === services.length;
  const connection = byId('connection');
  connection.textContent = isWell ? 'all services ready' : `${ready} of ${services.length} ready`;
  connection.className = `connection ${isWell ? 'good' : 'bad'}`;

  const verdict = byId('verdict');
  verdict.className = `verdict ${audit?.verdict ?? 'unknown'}`;
  verdict.textContent = verdictText(audit);

  byId('controls').hidden = !mayControl;
  const isDown = services.some(({ name, status }) => name === 'join-service' && status === 'down');
  buttonById('kill').disabled = isDown;
  buttonById('start').disabled = !isDown || join.isStarting;
}

export function showDisconnected(): void {
  const connection = byId('connection');
  connection.textContent = 'the page has lost its server';
  connection.className = 'connection bad';
}

/** The two buttons that end join-service and bring it back. */
export function wireControls(): void {
  for (const what of ['kill', 'start']) {
    const button = buttonById(what);
    button.addEventListener('click', () => {
      button.disabled = true;
      void press(what);
    });
  }
}

async function press(what: string): Promise<void> {
  const response = await post(`/api/join/${what}`, {}).catch(() => undefined);
  if (response?.ok === true) return;
  const { detail } = ((await response?.json().catch(() => null)) ?? {}) as { detail?: string };
  tellOutcome(detail ?? 'The page has lost its server.');
}

function verdictText(audit: Snapshot['audit']): string {
  if (audit === null) return 'no auditor';
  const { ageSeconds, rowsChecked, rowsWrong, verdict, waitsFor } = audit;
  if (verdict === 'unknown') return waitsFor ?? 'not audited yet';
  const when = ageSeconds === null || ageSeconds < 5 ? '' : `, ${count(ageSeconds)} s ago`;
  if (verdict === 'wrong') return `${count(rowsWrong)} of ${count(rowsChecked)} users wrong${when}`;
  return `all counts right: ${count(rowsChecked)} users recounted${when}`;
}
