export { readTopic, testContext, until } from './test-context.ts';
export type { TestContext } from './test-context.ts';
