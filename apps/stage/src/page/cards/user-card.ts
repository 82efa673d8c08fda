import type { UserInformation } from '@user-information/schemas';
import { element, wantsNoMotion } from '../elements.ts';
import { count, hueOf, initials } from '../format.ts';
import { liveEvents } from '../live-events.ts';

const counts = [
  ['tweetCount', 'tweets'],
  ['followingCount', 'following'],
  ['followerCount', 'followers'],
  ['likeCount', 'likes'],
] as const;

/** A user as a profile page has them at its top, live: each change comes as a server-sent event. */
export class UserCard {
  readonly #picker: HTMLInputElement;
  readonly #face = element('span', 'face');
  readonly #name = element('strong', 'name');
  readonly #handle = element('span', 'handle');
  readonly #about = element('p', 'about');
  readonly #figures = new Map(counts.map(([field]) => [field, element('span', 'figure', '–')]));
  #end: () => void = () => undefined;
  #userId = '';
  #user: UserInformation | undefined;

  /** @param label says whose card it is: `acts as` */
  constructor(root: HTMLElement, label: string) {
    this.#picker = element('input', 'picker');
    this.#picker.setAttribute('list', 'users');
    this.#picker.setAttribute('aria-label', `${label}: id of a user`);
    this.#picker.addEventListener('change', () => this.watch(this.#picker.value.trim()));
    this.#face.setAttribute('aria-hidden', 'true');
    const list = element('dl', 'counts');
    for (const [field, word] of counts) {
      const figure = element('dd', '', this.#figures.get(field) ?? '');
      figure.dataset['count'] = field;
      list.append(element('div', '', figure, element('dt', '', word)));
    }
    root.replaceChildren(
      element('label', 'whose', element('span', '', label), this.#picker),
      element('div', 'who', this.#face, element('div', '', this.#name, this.#handle)),
      this.#about,
      list,
    );
  }

  get userId(): string {
    return this.#userId;
  }

  get user(): UserInformation | undefined {
    return this.#user;
  }

  /** Shows this user from now on. */
  watch(userId: string): void {
    if (userId === '' || userId === this.#userId) return;
    this.#end();
    this.#userId = userId;
    this.#user = undefined;
    this.#picker.value = userId;
    this.#end = liveEvents(`/api/users/${encodeURIComponent(userId)}/events`, {
      row: (data) => this.#show(JSON.parse(data) as UserInformation),
      gone: () => this.#showNobody(),
    });
  }

  #show(user: UserInformation): void {
    const before = this.#user;
    this.#user = user;
    this.#face.textContent = initials(user.name);
    this.#face.style.setProperty('--hue', String(hueOf(user.userId)));
    this.#name.textContent = user.name;
    this.#handle.textContent = `@${user.username}`;
    this.#about.textContent = user.description ?? user.location ?? '';
    for (const [field] of counts) {
      const figure = this.#figures.get(field);
      if (figure === undefined) continue;
      figure.textContent = count(user[field]);
      if (before === undefined || before[field] === user[field] || wantsNoMotion()) continue;
      figure.animate([{ transform: 'scale(1.2)', color: 'var(--accent)' }, {}], 700);
    }
  }

  #showNobody(): void {
    this.#user = undefined;
    this.#face.textContent = '?';
    this.#name.textContent = 'Nobody';
    this.#handle.textContent = 'has this id';
    this.#about.textContent = '';
    for (const figure of this.#figures.values()) figure.textContent = '–';
  }
}
