module.exports = { preset: '../../jest.preset.cjs', displayName: 'view-redis' };
