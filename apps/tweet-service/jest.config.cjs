module.exports = { preset: '../../jest.preset.cjs', displayName: 'tweet-service' };
