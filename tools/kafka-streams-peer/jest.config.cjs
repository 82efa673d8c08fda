module.exports = { preset: '../../jest.preset.cjs', displayName: 'kafka-streams-peer' };
