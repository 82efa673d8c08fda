import { describe, expect, it } from '@jest/globals';
import { flowRates } from './flow-rates.ts';
import { readFlowchart } from './flowchart.ts';
import { place } from './placement.ts';
import { stageGraph } from './stage-graph.ts';

const graph = stageGraph(
  readFlowchart(
    [
      '  n0([tweets]) --> n1["re-key tweets"]',
      '  n1 <--> n2[(tweets-contributions)]',
      '  n1 -- tweets --> n3([repartition])',
      '  n4([likes]) --> n5["re-key likes"]',
      '  n5 <--> n6[(likes-contributions)]',
      '  n5 -- likes --> n3',
      '  n7([users]) --> n8["join view"]',
      '  n3 --> n8',
      '  n8 <--> n9[(view)]',
      '  n8 --> n10([view])',
    ].join('\n'),
  ),
);
const named = (name: string) => graph.nodes.find((node) => node.name === name);

describe('stageGraph', () => {
  it('puts services before and behind what the topology has, and stores into their steps', () => {
    expect(graph.nodes.map(({ name, rank, row }) => [name, rank, row])).toEqual([
      ['tweet-service', 0, 0],
      ['like-service', 0, 1],
      ['user-service', 0, 2],
      ['tweets', 1, 0],
      ['re-key tweets', 2, 0],
      ['repartition', 3, 0.5],
      ['likes', 1, 1],
      ['re-key likes', 2, 1],
      ['users', 1, 2],
      ['join view', 4, 1.25],
      ['view', 5, 1.25],
      ['user-info-http', 6, 1.25],
    ]);
    expect(named('re-key likes')).toMatchObject({ store: 'likes-contributions', isInside: true });
    expect(named('repartition')).toMatchObject({ store: null, isInside: true });
    expect([named('users')?.isInside, named('view')?.isInside]).toEqual([false, false]);
  });
});

describe('place', () => {
  it.each(['across', 'down'] as const)('keeps all in the picture, and apart: %s', (direction) => {
    const { boxes, frame, height, width } = place(graph, direction);
    const all = [...boxes.values()];
    for (const box of [...all, frame]) {
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
    }
    const overlapping = all.filter((a, i) =>
      all.some(
        (b, j) =>
          j > i &&
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      ),
    );
    expect(overlapping).toEqual([]);
  });
});

describe('flowRates', () => {
  it('tells what travels along each edge', () => {
    const topic = (recordsPerSecond: number, joinedPerSecond: number) => ({
      recordsPerSecond,
      joinedPerSecond,
      lag: [],
    });
    const rates = flowRates(graph, {
      topics: {
        tweets: topic(10, 8),
        likes: topic(30, 24),
        users: topic(1, 1),
        repartition: topic(16, 16),
        view: topic(15, 0),
      },
      appliedPerSecond: 14,
    });
    const nameOf = (id: string) => graph.nodes.find((node) => node.id === id)?.name ?? id;
    const told = graph.edges.map(
      ({ from, to }, i) => `${nameOf(from)} > ${nameOf(to)} ${rates[i]}`,
    );
    expect(told).toEqual([
      'tweet-service > tweets 10',
      'like-service > likes 30',
      'user-service > users 1',
      'tweets > re-key tweets 8',
      're-key tweets > repartition 4',
      'likes > re-key likes 24',
      're-key likes > repartition 12',
      'users > join view 1',
      'repartition > join view 16',
      'join view > view 15',
      'view > user-info-http 14',
    ]);
  });
});
