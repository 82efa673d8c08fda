module.exports = { preset: '../../jest.preset.cjs', displayName: 'schema-registry-http' };
