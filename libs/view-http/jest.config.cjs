module.exports = { preset: '../../jest.preset.cjs', displayName: 'view-http' };
