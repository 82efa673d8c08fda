module.exports = {
  preset: '../../jest.preset.cjs',
  displayName: 'event-log-kafka',
};
