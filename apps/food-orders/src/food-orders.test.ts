import { describe, it } from '@jest/globals';
import { given, put, remove } from '@user-information/streams-testing';
import { customer, foodOrders, order } from './food-orders.ts';

describe('food-orders', () => {
  const story = given(foodOrders, put(customer, '1', 'Ann'), put(customer, '2', 'Bob'))
    .when(put(order, '1', 'soup'), put(order, '1', 'soup'), put(order, '3', 'cake'))
    .when(put(customer, '1', 'Anne'), remove(customer, '2'), put(order, '1', 'tea'));

  it('knows the names of its customers', () =>
    story.expectStore('customer-v1-changelog', { 1: 'Anne' }));

  it('counts all orders of each customer, known or not', () =>
    story.expectStore('order-count', { 1: 3, 3: 1 }));
});
