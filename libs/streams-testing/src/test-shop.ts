import { utf8 } from '@user-information/serde';
import type { TypedTopic } from '@user-information/streams';
import { join, stream, table, topology } from '@user-information/streams';
import { json } from './json-serde.ts';

/** A small shop for this library's tests: every kind of input that a join can have. */
export interface Customer {
  readonly name: string;
}
export interface Order {
  readonly customerId: string | null;
  readonly amount: number;
}
export interface Visit {
  readonly page: string;
}
export interface Call {
  readonly from: string;
  readonly minutes: number;
}
export interface Account extends Customer {
  readonly orders: number;
  readonly spent: number;
  readonly lastPage: string | null;
  readonly minutes: number;
}

function topic<V>(name: string): TypedTopic<string, V> {
  return { name, key: utf8, value: json<V>() };
}

export const customers = topic<Customer>('customers');
export const orders = topic<Order>('orders');
export const visits = topic<Visit>('visits');
export const calls = topic<Call>('calls');
export const accounts = topic<Account>('accounts');

export const nothing: Account = { name: '', orders: 0, spent: 0, lastPage: null, minutes: 0 };

const orderTable = table(orders);

export const shop = topology(
  'shop',
  join(
    accounts,
    table(customers),
    (account = nothing, customer) => ({ ...account, ...customer }),
    [
      orderTable.groupBy('count', (order) => order.customerId),
      {
        add: (account = nothing) => ({ ...account, orders: account.orders + 1 }),
        subtract: (account = nothing) => ({ ...account, orders: account.orders - 1 }),
      },
    ],
    [
      orderTable.groupBy('sum', (order) => order.customerId, {
        of: (order) => order.amount,
        serde: json<number>(),
      }),
      {
        add: (account = nothing, amount) => ({ ...account, spent: account.spent + amount }),
        subtract: (account = nothing, amount) => ({ ...account, spent: account.spent - amount }),
      },
    ],
    [stream(visits), (account = nothing, visit) => ({ ...account, lastPage: visit.page })],
    [
      stream(calls).selectKey('by-caller', (call) => call.from),
      (account = nothing, call) => ({ ...account, minutes: account.minutes + call.minutes }),
    ],
  ),
);
