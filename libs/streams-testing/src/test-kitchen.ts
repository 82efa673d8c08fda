import { utf8 } from '@user-information/serde';
import type { TypedTopic } from '@user-information/streams';
import { stream, table, topology } from '@user-information/streams';
import { json } from './json-serde.ts';

/** What is ordered in a restaurant, for this library's tests: joined to tables, counted and folded. */
export interface Meal {
  readonly dish: string;
  readonly waiter: string;
}

function topic<V>(name: string): TypedTopic<string, V> {
  return { name, key: utf8, value: json<V>() };
}

/** By guest. */
export const guests = topic<{ readonly name: string }>('guests');
/** By guest. */
export const tastes = topic<{ readonly spicy: boolean }>('tastes');
/** By guest. */
export const meals = topic<Meal>('meals');

const guestTable = table(guests, { store: 'guest-names' });
const tasteTable = table(tastes, { store: 'guest-tastes' });

/** How a meal is served. */
export function served(dish: string, name?: string, spicy = false): string {
  return `${spicy ? 'spicy ' : ''}${dish} for ${name ?? 'a stranger'}`;
}

const completed = stream(meals)
  .leftJoin(guestTable, (meal, guest) => ({ ...meal, name: guest?.name }))
  .leftJoin(tasteTable, (meal, taste) => served(meal.dish, meal.name, taste?.spicy));

export const kitchen = topology(
  'kitchen',
  completed.groupByKey().count('meal-count'),
  completed.groupByKey().aggregate({
    store: 'last-meals',
    value: json<readonly string[]>(),
    update: (last = [], meal) => [...last, meal].slice(-3),
  }),
  stream(meals)
    .selectKey('by-waiter', (meal) => meal.waiter)
    .groupByKey(utf8)
    .count('waiter-count'),
);
