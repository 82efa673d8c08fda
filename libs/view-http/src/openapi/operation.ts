type Schema = Readonly<Record<string, unknown>>;

/** A route in the words of @fastify/swagger, which makes an operation of OpenAPI of it. */
export interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly params?: Schema;
  readonly querystring?: Schema;
  readonly headers?: Schema;
  readonly body?: Schema;
  readonly response: Readonly<Record<number, Schema>>;
}

type Parameters = Readonly<Record<string, Schema>>;

/** Parameters of one kind. */
export function parameters(properties: Parameters, required: readonly string[] = []): Schema {
  return { type: 'object', properties, required };
}

const text = (description: string, example?: string): Schema => ({
  type: 'string',
  description,
  ...(example === undefined ? {} : { examples: [example] }),
});

export const key = text('The key of the row');

export const fields = text('Only these fields, with commas between', 'name,tweetCount');

/** Of reads that can wait for a write. */
export const waiting: Parameters = {
  after: text('Positions that the answer must include, with commas between', 'follows-1@123'),
  waitMs: {
    ...{ type: 'integer', minimum: 0, maximum: 10_000, default: 5_000 },
    description: 'How long to wait for them',
  },
};

export const anyObject: Schema = { type: 'object', additionalProperties: true };

/** A response whose body is JSON, with the headers that tell how current it is. */
export function answer(description: string, schema: Schema, headers: Parameters = {}): Schema {
  return {
    description,
    headers: { ...currency, ...headers },
    content: { 'application/json': { schema } },
  };
}

export const etag: Parameters = {
  ETag: text('The same for the same text, whichever instance answers'),
};

const currency: Parameters = {
  'X-View-Position': text('Up to which record of the topic the view was', 'users-1@123'),
  'X-View-Lag-Ms': { type: 'integer', description: 'At most so old is the answer' },
};

export const notModified: Schema = {
  description: 'What If-None-Match names is what the answer would be',
  type: 'null',
};

const problemSchema: Schema = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'detail'],
  additionalProperties: true,
};

function problem(description: string, headers: Parameters = {}): Schema {
  return {
    description,
    headers,
    content: { 'application/problem+json': { schema: problemSchema } },
  };
}

/** Problems that any route may answer. */
export const usualProblems: Readonly<Record<number, Schema>> = {
  400: problem('The request is wrong; the detail says what'),
  503: problem('Not ready, not there yet, or something that it needs is away: ask again', {
    'Retry-After': { type: 'integer', description: 'In so many seconds' },
  }),
};

export const notFound = problem('No row has this key');
export const undecodable = problem('The value of the row cannot be decoded');
