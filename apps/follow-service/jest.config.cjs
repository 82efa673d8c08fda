module.exports = { preset: '../../jest.preset.cjs', displayName: 'follow-service' };
