const process = require('node:process');
const { testPathIgnorePatterns } = require('../../jest.preset.cjs');

// Where Docker starts Kafka there may be no Java.
const isByJava = process.env.SERVERS_WITH === 'java';

module.exports = {
  preset: '../../jest.preset.cjs',
  displayName: 'servers',
  testPathIgnorePatterns: [
    ...testPathIgnorePatterns,
    ...(isByJava ? [] : ['/java-(kafka|registry)\\.own-kafka', '/main\\.own-kafka']),
  ],
};
