module.exports = { preset: '../../jest.preset.cjs', displayName: 'join-service' };
