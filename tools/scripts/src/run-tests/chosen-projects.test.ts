import { describe, expect, it } from '@jest/globals';
import { chosenProjects, limitsProjects } from './chosen-projects.ts';

describe('chosenProjects', () => {
  it.each([
    [
      ['-p', 'streams,serde'],
      ['streams', 'serde'],
    ],
    [['-p=streams'], ['streams']],
    [['--skip-nx-cache', '--projects=streams'], ['streams']],
    [['--projects', 'event-log-kafka'], ['event-log-kafka']],
  ])('reads %j', (args, projects) => {
    expect(chosenProjects(args)).toEqual(projects);
  });

  it.each([[[]], [['--skip-nx-cache']], [['-p', 'tag:type:app']], [['-p', '*-service']]])(
    'leaves %j to Nx',
    (args) => {
      expect(chosenProjects(args)).toBeUndefined();
    },
  );
});

describe('limitsProjects', () => {
  it.each([
    [['-p', 'serde']],
    [['--projects=tag:type:app']],
    [['--skip-nx-cache', '--exclude=e2e']],
  ])('sees that %j does', (args) => {
    expect(limitsProjects(args)).toBe(true);
  });

  it.each([[[]], [['--skip-nx-cache', '--parallel=1']]])('sees that %j does not', (args) => {
    expect(limitsProjects(args)).toBe(false);
  });
});
