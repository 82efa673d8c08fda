import { maxIds } from '../lookup/max-ids.ts';
import { maxLimit } from '../lookup/page-query.ts';
import type { LookupPath } from '../lookup/lookup-path.ts';
import type { Operation } from './operation.ts';
import {
  anyObject,
  answer,
  etag,
  fields,
  key,
  notFound,
  notModified,
  parameters,
  undecodable,
  usualProblems,
  waiting,
} from './operation.ts';

const texts = { type: 'array', items: { type: 'string' } };
const ifNoneMatch = {
  'if-none-match': { type: 'string', description: 'The ETag of what one has' },
};
const ofKey = (parameter: string) => parameters({ [parameter]: key }, [parameter]);

export function rowOperation({ parameter }: LookupPath): Operation {
  return {
    summary: 'One row',
    params: ofKey(parameter),
    querystring: parameters({ fields, ...waiting }),
    headers: parameters(ifNoneMatch),
    response: {
      200: answer('The row', anyObject, etag),
      304: notModified,
      404: notFound,
      500: undecodable,
      ...usualProblems,
    },
  };
}

export function listOperation(): Operation {
  const limit = { type: 'integer', minimum: 1, maximum: maxLimit, default: 20 };
  const afterKey = { type: 'string', description: 'Rows behind this key; `next` has it' };
  const page = {
    type: 'object',
    properties: {
      items: { type: 'array', items: anyObject },
      next: { type: ['string', 'null'], description: 'Where the next page is' },
      undecodable: { ...texts, description: 'Keys whose values cannot be decoded' },
    },
    required: ['items', 'next'],
  };
  return {
    summary: 'Rows in key order, a page at a time',
    querystring: parameters({ limit, afterKey, fields, ...waiting }),
    headers: parameters(ifNoneMatch),
    response: { 200: answer('A page', page, etag), 304: notModified, ...usualProblems },
  };
}

export function batchOperation(): Operation {
  const ids = { ...texts, minItems: 1, maxItems: maxIds };
  const found = {
    type: 'object',
    properties: {
      found: { type: 'object', additionalProperties: anyObject },
      missing: texts,
      undecodable: texts,
    },
    required: ['found', 'missing', 'undecodable'],
  };
  return {
    summary: `Up to ${maxIds} rows by their keys`,
    querystring: parameters({ fields, ...waiting }),
    body: { type: 'object', properties: { ids }, required: ['ids'] },
    response: { 200: answer('What is known of each', found), ...usualProblems },
  };
}

export function eventsOperation({ parameter }: LookupPath): Operation {
  const lastEventId = { type: 'string', description: 'The id of the last event that one had' };
  const stream = {
    description:
      'Server-sent events: `row` with the row, `gone` without one, `problem` with what a GET would say',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  };
  return {
    summary: 'The row, now and whenever it changes',
    description: 'A client that was away gets the newest state, and may miss those in between.',
    params: ofKey(parameter),
    querystring: parameters({ fields, ...waiting }),
    headers: parameters({ 'last-event-id': lastEventId }),
    response: { 200: stream, ...usualProblems },
  };
}

export function explainOperation({ parameter }: LookupPath): Operation {
  const time = { type: ['string', 'null'], format: 'date-time' };
  const change = { position: { type: 'string' }, happenedAt: time, appliedAt: time };
  const lastEvent = {
    type: 'object',
    description:
      'The last event that came by an input: when it happened and was applied to the row',
    properties: {
      input: { type: 'string' },
      fields: { ...texts, description: 'The fields that come of it' },
      ...change,
    },
  };
  const row = {
    type: ['object', 'null'],
    description: 'The last change: its record, when it happened, and when this copy took it',
    properties: { ...change, lastEvents: { type: 'array', items: lastEvent } },
  };
  const source = {
    type: 'object',
    properties: {
      topic: { type: 'string' },
      fields: { ...texts, description: 'The fields that come of it' },
      group: { type: 'string', description: 'The consumer group that reads it' },
      currentTo: {
        ...{ type: ['array', 'null'], items: { type: 'string' } },
        description:
          'What came of these records is in the row; null: nobody could make sure in time',
      },
      waitsFor: { type: ['object', 'null'], additionalProperties: true },
      recordsLeft: { type: 'integer', description: 'Records that the group has not taken' },
      oldestLeftAt: { ...time, description: 'When the oldest of those happened' },
    },
  };
  const explanation = {
    type: 'object',
    properties: {
      key: { type: 'string' },
      view: anyObject,
      row,
      sources: { type: 'array', items: source },
    },
    required: ['key', 'view', 'row', 'sources'],
  };
  return {
    summary: 'How current each part of the row is',
    params: ofKey(parameter),
    querystring: parameters(waiting),
    response: { 200: answer('Why it is what it is', explanation), 404: notFound, ...usualProblems },
  };
}
