module.exports = { preset: '../../jest.preset.cjs', displayName: 'food-orders' };
