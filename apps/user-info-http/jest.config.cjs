module.exports = { preset: '../../jest.preset.cjs', displayName: 'user-info-http' };
