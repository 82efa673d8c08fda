module.exports = { preset: '../../jest.preset.cjs', displayName: 'interactive-queries' };
