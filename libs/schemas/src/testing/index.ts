export { testAuthor, testUser } from './test-user.ts';
