import { utf8 } from '@user-information/serde';
import type { TypedTopic } from '@user-information/streams';
import { stream, table, topology } from '@user-information/streams';

/** The names of customers, by their ids. */
export const customer: TypedTopic<string, string> = { name: 'customer', key: utf8, value: utf8 };
/** Each order: the customer's id, and the food. */
export const order: TypedTopic<string, string> = { name: 'order', key: utf8, value: utf8 };

const customers = table(customer, { store: 'customer-v1-changelog' });

const orderCount = stream(order)
  .leftJoin(customers, (food, name) => ({ food, name }))
  .groupByKey()
  .count('order-count');

/** Knows each customer's name, and how many orders each has placed. */
export const foodOrders = topology('food-orders', customers, orderCount);
