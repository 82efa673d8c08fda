import type { EventLog } from '@user-information/event-log';
import type { FastifyInstance } from 'fastify';
import { customer, order } from './food-orders.ts';

const text = { type: 'string', minLength: 1, maxLength: 200 } as const;
const objectOf = (...names: readonly string[]) => ({
  type: 'object',
  required: names,
  properties: Object.fromEntries(names.map((name) => [name, text])),
});

/** `PUT /customers/:id {"name"}` and `POST /orders {"customerId", "food"}`: writes to the two topics. */
export function addCommands(app: FastifyInstance, log: Pick<EventLog, 'append'>): void {
  app.put<{ Params: { id: string }; Body: { name: string } }>(
    '/customers/:id',
    { schema: { params: objectOf('id'), body: objectOf('name') } },
    async ({ params, body }) => {
      const [key, value] = [customer.key.serialize(params.id), customer.value.serialize(body.name)];
      await log.append([{ topic: customer.name, key, value }]);
      return { id: params.id, name: body.name };
    },
  );

  app.post<{ Body: { customerId: string; food: string } }>(
    '/orders',
    { schema: { body: objectOf('customerId', 'food') } },
    async ({ body: { customerId, food } }, reply) => {
      const [key, value] = [order.key.serialize(customerId), order.value.serialize(food)];
      await log.append([{ topic: order.name, key, value }]);
      reply.code(201);
      return { customerId, food };
    },
  );
}
