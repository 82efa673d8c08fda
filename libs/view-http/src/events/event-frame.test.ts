import { expect, it } from '@jest/globals';
import { eventFrame, heartbeatFrame } from './event-frame.ts';

it('is a name, lines of data, and an id when there is one', () => {
  expect(eventFrame('row', '{"n":1}', 'users-1@7')).toBe(
    'id: users-1@7\nevent: row\ndata: {"n":1}\n\n',
  );
  expect(eventFrame('row', '{\n"n":\r\n1\r}', null)).toBe(
    'event: row\ndata: {\ndata: "n":\ndata: 1\ndata: }\n\n',
  );
});

it('is a heartbeat that no client takes for an event', () => {
  expect(heartbeatFrame('users-1@7')).toBe('id: users-1@7\n\n');
  expect(heartbeatFrame(null)).toBe(':\n\n');
});
