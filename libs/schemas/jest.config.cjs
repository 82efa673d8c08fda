module.exports = { preset: '../../jest.preset.cjs', displayName: 'schemas' };
