module.exports = { preset: '../../jest.preset.cjs', displayName: 'like-service' };
