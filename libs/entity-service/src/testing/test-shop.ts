import type { Topic } from '@user-information/schemas';
import type { Change } from '../change.ts';
import { openEntityService } from '../open-entity-service.ts';
import type { ServiceContext } from '../service-context.ts';
import { Table } from '../table.ts';

/** The values of all topics of the shop. */
export interface Amount {
  readonly amount: number;
}

const schema = (name: string) =>
  ({ type: 'record', name, fields: [{ name: 'amount', type: 'long' }] }) as const;

/** The changelog that the shop owns: how much there is of each product. */
export const stock: Topic<Amount> = { name: 'stock', kind: 'changelog', schema: schema('Stock') };
/** A changelog that it follows. */
export const products: Topic<Amount> = {
  name: 'products',
  kind: 'changelog',
  schema: schema('Product'),
};
/** A record stream that it consumes. */
export const orders: Topic<Amount> = {
  name: 'orders',
  kind: 'record-stream',
  schema: schema('Order'),
};

/** A service for tests, which knows how much there is of each product. */
export async function openShop(context: ServiceContext) {
  const memory = new Table(({ key, value }: Change<Amount>) => {
    if (key === 'banned') throw new RangeError('nobody sells that');
    return value?.amount;
  });
  const service = await openEntityService(context, { owns: stock, memory });
  return { service, memory };
}

/** As `openShop`; each order is added to the amount of a product named `taken`, over all time. */
export async function startShop(context: ServiceContext) {
  const { service, memory } = await openShop(context);
  const taken = () => memory.get('taken') ?? 0;
  await service.consume(orders, ({ value }) => {
    if (value.amount < 0) throw new RangeError(`nobody orders ${value.amount}`);
    return [{ key: 'taken', value: { amount: taken() + value.amount } }];
  });
  return { service, taken };
}
