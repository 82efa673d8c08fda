import { describe, expect, it } from '@jest/globals';
import { utf8 } from '@user-information/serde';
import { join } from '../dsl/join.ts';
import { stream } from '../dsl/kstream.ts';
import { table } from '../dsl/ktable.ts';
import type { TypedTopic } from '../dsl/typed-topic.ts';
import { describe as describeTopology } from './describe.ts';
import { copartitioned, internalTopics, sourceTopics } from './internal-topics.ts';
import { topology } from './topology.ts';

const topic = (name: string): TypedTopic<string, string> => ({ name, key: utf8, value: utf8 });
const owners = table(topic('owners'));
const pets = table(topic('pets'));
const counting = { add: () => 'more', subtract: () => 'less' };
const combine = () => 'all';

const zoo = (out = 'zoo') =>
  join(topic(out), owners, combine, [pets.groupBy('pets', (owner) => owner), counting]);

describe('topology', () => {
  it('knows what it reads and what is its own', () => {
    expect(sourceTopics(topology('app', zoo()))).toEqual(['owners', 'pets', 'app-zoo-repartition']);
    expect(internalTopics(topology('app', zoo()))).toEqual([
      { name: 'app-zoo-repartition', kind: 'repartition', partitionsOf: 'owners' },
      { name: 'app-pets-contributions-changelog', kind: 'changelog', partitionsOf: 'pets' },
      { name: 'app-zoo-changelog', kind: 'changelog', partitionsOf: 'owners' },
    ]);
  });

  it('takes in the joins that its views are made from, first things first', () => {
    const inner = zoo('inner');
    const outer = join(topic('outer'), owners, combine, [
      inner.groupBy('inner', (owner) => owner),
      counting,
    ]);
    expect(topology('app', outer).joins.map(({ out }) => out.name)).toEqual(['inner', 'outer']);
  });

  it('needs no repartition topic for streams that lie under the key already', () => {
    const view = join(topic('zoo'), owners, combine, [stream(topic('visits')), () => 'visit']);
    expect(sourceTopics(topology('app', view))).toEqual(['owners', 'visits']);
  });

  it('takes in the tables that are kept, and copartitions what is looked up', () => {
    const kept = table(topic('owners'), { store: 'owner-names' });
    const visits = stream(topic('visits')).leftJoin(kept, (visit) => visit);
    const zoo = topology('app', visits.groupByKey().count('visit-count'));
    expect(sourceTopics(zoo)).toEqual(['owners', 'visits']);
    expect(internalTopics(zoo)).toEqual([
      { name: 'app-owner-names-changelog', kind: 'changelog', partitionsOf: 'owners' },
      { name: 'app-visit-count-changelog', kind: 'changelog', partitionsOf: 'visits' },
    ]);
    expect(zoo.joins.map(copartitioned)).toEqual([['visits', 'owners']]);
    expect(describeTopology(zoo).split('\n').slice(1, -1)).toEqual([
      '  n0([owners]) --> n1[(owner-names)]',
      '  n2([visits]) --> n3["aggregate visit-count"]',
      '  n1 --> n3',
      '  n3 <--> n4[(visit-count)]',
    ]);
    expect(internalTopics(topology('app', kept))).toHaveLength(1);
  });

  it.each([
    ['no view', () => topology('app'), 'it maintains no view'],
    ['a source alone', () => topology('app', owners), 'it maintains no view'],
    ['a bad name', () => topology('my app', zoo()), '"my app" is no valid name'],
    ['two joins to one topic', () => topology('app', zoo(), zoo()), 'two joins publish to "zoo"'],
    ['a view of itself', () => topology('app', zoo('pets')), 'reads the topic that it writes'],
    [
      'two stores of one name',
      () => topology('app', zoo(), table(topic('owners'), { store: 'zoo' })),
      'two stores are named "zoo"',
    ],
    [
      'a joined stream under another key',
      () =>
        stream(topic('visits'))
          .leftJoin(table(topic('owners'), { store: 'names' }), (visit) => visit)
          .selectKey('by-visit', (visit) => visit),
      'joined to a table, and then given another key',
    ],
    [
      'a look-up under another key',
      () =>
        stream(topic('visits'))
          .selectKey('by-visit', (visit) => visit)
          .leftJoin(table(topic('owners'), { store: 'names' }), (visit) => visit),
      'given another key, and then joined to a table',
    ],
    [
      'another key that nobody can write',
      () =>
        stream(topic('visits'))
          .selectKey('by-visit', (visit) => visit)
          .groupByKey(),
      'Tell groupByKey its serde',
    ],
    [
      'inputs of one name',
      () => {
        const grouped = pets.groupBy('pets', (owner) => owner);
        return topology(
          'app',
          join(topic('zoo'), owners, combine, [grouped, counting], [grouped, counting]),
        );
      },
      'two inputs named "pets"',
    ],
    [
      'the table as a stream',
      () =>
        topology('app', join(topic('zoo'), owners, combine, [stream(topic('owners')), () => 'x'])),
      'both as its table and as a stream',
    ],
    [
      'one topic as two tables',
      () => {
        const a = table(topic('pets')).groupBy('a', (owner) => owner);
        const b = table(topic('pets')).groupBy('b', (owner) => owner);
        return topology('app', join(topic('zoo'), owners, combine, [a, counting], [b, counting]));
      },
      '"pets" is grouped through two tables',
    ],
  ])('refuses %s', (_name, make, message) => {
    expect(make).toThrow(
      expect.objectContaining({
        code: 'INVALID_TOPOLOGY',
        message: expect.stringContaining(message),
      }),
    );
  });
});
