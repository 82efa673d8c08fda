import type { FeedEvent } from '../../snapshot.ts';
import { byId, element } from '../elements.ts';
import { duration } from '../format.ts';
import { sendCommand, tellOutcome, untilServed } from './send-command.ts';
import type { UserCard } from './user-card.ts';

const texts = [
  'Hello from the stage!',
  'Who counts this?',
  'One event, one answer.',
  'This is the log speaking.',
];
const maxTweets = 50;

/** The buttons: what the user of the one card does, to the user of the other. */
export class Actions {
  readonly #you: UserCard;
  /** Tweets that may be liked, the newest last, and those that were. */
  readonly #tweets: string[] = [];
  readonly #liked: string[] = [];
  #sent = 0;

  constructor(you: UserCard, them: UserCard) {
    this.#you = you;
    const on = (id: string, act: () => Promise<unknown>): void =>
      byId(id).addEventListener('click', () => void act());
    on('tweet', () => this.#give('tweet', { text: texts[this.#sent % texts.length] }));
    on('follow', () => this.#give('follow', { followeeId: them.userId }));
    on('unfollow', () => this.#give('unfollow', { followeeId: them.userId }));
    on('like', () => this.#like());
    on('unlike', () => this.#unlike());
    on('edit', () => this.#edit());
  }

  /** Learns of tweets that may be liked. */
  saw(events: readonly FeedEvent[]): void {
    for (const { kind, isTombstone, tweetId } of events) {
      if (kind === 'tweets' && !isTombstone && tweetId !== null) this.#tweets.push(tweetId);
    }
    this.#tweets.splice(0, this.#tweets.length - maxTweets);
  }

  async #like(): Promise<void> {
    const tweetId = this.#tweets.pop();
    if (tweetId === undefined) return tellOutcome('There is no new tweet to like: press Tweet.');
    if (await this.#give('like', { tweetId })) this.#liked.push(tweetId);
  }

  async #unlike(): Promise<void> {
    const tweetId = this.#liked.pop();
    if (tweetId === undefined) return tellOutcome('Nothing was liked here: press Like.');
    await this.#give('unlike', { tweetId });
  }

  async #edit(): Promise<void> {
    const { user } = this.#you;
    if (user === undefined) return;
    const name = user.name.endsWith(' ✦') ? user.name.slice(0, -2) : `${user.name} ✦`;
    await this.#give('edit', { name, description: user.description ?? '' });
  }

  async #give(kind: string, what: object): Promise<boolean> {
    const { userId } = this.#you;
    const turn = ++this.#sent;
    const startMs = performance.now();
    const taken = await sendCommand({ kind, userId, ...what });
    if (typeof taken === 'string') {
      tellOutcome(element('strong', '', kind), ` ${taken}`);
      return false;
    }
    const [word, time] = [element('strong', '', kind), element('output', 'time')];
    const durable = `in the log after ${duration(taken.durableMs)}, served after `;
    tellOutcome(word, ` ${durable}`, time);
    // Not read aloud while it runs.
    time.setAttribute('aria-hidden', 'true');
    const passed = (): void => {
      time.textContent = duration(performance.now() - startMs);
    };
    const timer = setInterval(passed, 100);
    void untilServed(userId, taken.position).then((isServed) => {
      clearInterval(timer);
      time.removeAttribute('aria-hidden');
      passed();
      time.classList.add(isServed ? 'served' : 'late');
      if (turn === this.#sent) byId('outcome').dataset['served'] = String(turn);
    });
    return true;
  }
}
