import type { FeedEvent } from '../../snapshot.ts';
import { element } from '../elements.ts';
import { chooseEvents } from './choose-events.ts';

const maxLines = 40;

/** The events as sentences, the newest first; those of the users that are shown before others. */
export class FeedView {
  readonly #list: HTMLElement;

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  show(events: readonly FeedEvent[], shownUsers: readonly string[]): void {
    for (const { event, isTheirs } of chooseEvents(events, shownUsers)) {
      const line = element('li', `${event.kind}${isTheirs ? ' theirs' : ''}`, ...sentence(event));
      line.title = event.position;
      this.#list.prepend(line);
    }
    while (this.#list.childElementCount > maxLines) this.#list.lastElementChild?.remove();
  }
}

function sentence({ isTombstone, kind, text, users }: FeedEvent): (Node | string)[] {
  const [who = 'Somebody', whom = 'somebody'] = users.map(({ name }) => name);
  const actor = element('b', '', who);
  switch (kind) {
    case 'tweets':
      return isTombstone ? ['A tweet was deleted'] : [actor, ` ${text ?? ''}`];
    case 'follows':
      return [actor, isTombstone ? ' unfollows ' : ' follows ', element('b', '', whom)];
    case 'likes':
      return [actor, isTombstone ? ' takes a like back' : ' likes a tweet'];
    case 'users':
      return [actor, isTombstone ? ' leaves' : ' has a new profile'];
  }
}
