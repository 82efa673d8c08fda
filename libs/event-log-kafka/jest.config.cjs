module.exports = {
  preset: '../../jest.preset.cjs',
  displayName: 'event-log-kafka',
  // Many tests wait for a broker and for other processes, which share the processor with all other tests.
  testTimeout: 60_000,
};
