module.exports = { preset: '../../jest.preset.cjs', displayName: 'streams-testing' };
