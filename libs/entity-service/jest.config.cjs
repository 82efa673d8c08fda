module.exports = { preset: '../../jest.preset.cjs', displayName: 'entity-service' };
