import { expect, it } from '@jest/globals';
import { readFlowchart } from './flowchart.ts';

it('reads what describe draws', () => {
  const text = [
    'flowchart LR',
    '  n0([follows]) --> n1["re-key follows"]',
    '  n1 <--> n2[(follows-contributions)]',
    '  n1 -- following --> n3([join-service-user-information-repartition])',
    '  n1 -- followers --> n3',
    '',
  ].join('\n');
  expect(readFlowchart(text)).toEqual({
    nodes: [
      { id: 'n0', kind: 'topic', name: 'follows' },
      { id: 'n1', kind: 'step', name: 're-key follows' },
      { id: 'n2', kind: 'store', name: 'follows-contributions' },
      { id: 'n3', kind: 'topic', name: 'join-service-user-information-repartition' },
    ],
    edges: [
      { from: 'n0', to: 'n1', isBoth: false },
      { from: 'n1', to: 'n2', isBoth: true },
      { from: 'n1', to: 'n3', isBoth: false },
    ],
  });
});
