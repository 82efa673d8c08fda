/** The page for the stage: draws what the server tells, and gives it the commands of its buttons. */
import '@fontsource-variable/inter';
import 'uplot/dist/uPlot.min.css';
import './stage.css';
import type { Promises, Snapshot } from '../snapshot.ts';
import { Actions } from './cards/actions.ts';
import { UserCard } from './cards/user-card.ts';
import { byId, element } from './elements.ts';
import { FeedView } from './feed/feed-view.ts';
import { wireKeyboard } from './keyboard.ts';
import { liveEvents } from './live-events.ts';
import { PromisePlot } from './plots.ts';
import { showDisconnected, showStatus, wireControls } from './status-line.ts';
import { wireTheme } from './theme.ts';
import { TopologyView } from './topology/topology-view.ts';

const topology = new TopologyView(byId('topology'));
const you = new UserCard(byId('you'), 'acting as');
const them = new UserCard(byId('them'), 'looking at');
const actions = new Actions(you, them);
const feed = new FeedView(byId('feed'));
const response = new PromisePlot({ id: 'response', objectiveMs: 2, rangeMs: [0.1, 1_000] });
const update = new PromisePlot({ id: 'update', objectiveMs: 1_000, rangeMs: [1, 60_000] });

wireControls();
wireKeyboard();
wireTheme(() => {
  response.redraw();
  update.redraw();
});

let hasUsers = false;

function show(snapshot: Snapshot): void {
  topology.show(snapshot);
  showStatus(snapshot);
  actions.saw(snapshot.events);
  feed.show(snapshot.events, [you.userId, them.userId]);
  const view = snapshot.services.find(({ name }) => name === 'user-info-http');
  if (view?.status !== 'ready' || hasUsers) return;
  hasUsers = true;
  void findUsers();
}

const handlers = {
  snapshot: (data: string) => show(JSON.parse(data) as Snapshot),
  promises: (data: string) => {
    const promises = JSON.parse(data) as Promises;
    response.show(promises.response);
    update.show(promises.update);
  },
};
liveEvents('/api/snapshots', handlers, showDisconnected);

/** Shows the first two users that there are, unless the page's address names others: `?you=7&them=8`. */
async function findUsers(): Promise<void> {
  const answer = await fetch('/api/users?limit=50').catch(() => undefined);
  const { items = [] } = (answer?.ok === true ? await answer.json() : {}) as {
    readonly items?: readonly { readonly userId: string; readonly name: string }[];
  };
  const people = items.filter(({ userId }) => userId !== 'canary');
  const [first, second] = people;
  hasUsers = first !== undefined && second !== undefined;
  if (first === undefined || second === undefined) return;
  byId('users').replaceChildren(
    ...people.map(({ name, userId }) => {
      const option = element('option', '', name);
      option.value = userId;
      return option;
    }),
  );
  const asked = new URLSearchParams(location.search);
  you.watch(asked.get('you') ?? first.userId);
  them.watch(asked.get('them') ?? second.userId);
}
