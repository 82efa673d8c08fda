import { describe, expect, it } from '@jest/globals';
import { fieldsOf, project } from './fields.ts';

describe('fieldsOf', () => {
  it('is null when all are wanted', () => {
    expect(fieldsOf({})).toBeNull();
  });

  it('takes names with commas between', () => {
    expect(fieldsOf({ fields: 'name,tweetCount,name' })).toEqual(new Set(['name', 'tweetCount']));
  });

  it.each([
    [''],
    [','],
    ['name,'],
    [['name', 'tweetCount']],
    [Array.from({ length: 101 }, () => 'a').join()],
  ])('refuses %j', (fields) => {
    expect(() => fieldsOf({ fields })).toThrow(
      expect.objectContaining({ status: 400, title: 'Bad query' }),
    );
  });
});

describe('project', () => {
  const json = '{"name":"Ü","count":0,"deep":{"a":[1]},"__proto__":1}';

  it('leaves the text alone when all fields are wanted', () => {
    expect(project(json, null)).toBe(json);
  });

  it('has the fields in the order of the row, and none that it lacks', () => {
    expect(project(json, new Set(['deep', 'name', 'other']))).toBe('{"name":"Ü","deep":{"a":[1]}}');
    expect(project(json, new Set(['__proto__']))).toBe('{"__proto__":1}');
    expect(project(json, new Set(['toString']))).toBe('{}');
  });

  it.each(['1', '"text"', 'null', '[{"name":1}]'])('refuses the row %s', (row) => {
    expect(() => project(row, new Set(['name']))).toThrow(
      expect.objectContaining({ status: 400, title: 'Bad query' }),
    );
  });
});
