module.exports = {
  preset: '../../jest.preset.cjs',
  displayName: 'event-log-embedded',
  // Many tests wait for other processes, which share the processor with all other tests.
  testTimeout: 60_000,
};
