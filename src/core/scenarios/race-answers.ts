/** What the explorer found of each race on each release. Written by `npm run documents`; `races.test.ts` and `known-answers.test.ts` hold it to the model. */
import type { RaceAnswer } from './races.ts';

export const raceAnswers: Readonly<Record<string, Readonly<Record<string, RaceAnswer>>>> = {
  R1: {
    'v5.10': {
      breaks: '0*7 1*13 0*23',
    },
    v4: {
      breaks: '0*7 1*13 0*23',
    },
    v11: {
      breaks: '0*9 1*13 0*23',
    },
    v12: {
      states: 428,
      tagBlocks: 4,
    },
    'v5.14': {
      breaks: '0*9 1*13 0*22 1*4',
    },
    'v6.1': {
      breaks: '0*9 1*14 0*23 1*4',
    },
    'v6.2-flag': {
      states: 833,
      tagBlocks: 4,
    },
    'v6.2': {
      states: 521,
      tagBlocks: 4,
    },
    'v6.4': {
      states: 441,
      tagBlocks: 4,
    },
    'v6.6': {
      states: 337,
      tagBlocks: 4,
    },
    'v6.13': {
      states: 337,
      tagBlocks: 4,
    },
  },
  'R1, from swap': {
    'v5.10': {
      breaks: '0*13 1*53 0*24',
    },
    v4: {
      breaks: '0*13 1*53 0*24',
    },
    v11: {
      states: 840,
      tagBlocks: 4,
    },
    v12: {
      states: 840,
      tagBlocks: 4,
    },
    'v5.14': {
      states: 924,
      tagBlocks: 4,
    },
    'v6.1': {
      states: 1012,
      tagBlocks: 4,
    },
    'v6.2-flag': {
      states: 1150,
      tagBlocks: 4,
    },
    'v6.2': {
      states: 1173,
      tagBlocks: 4,
    },
    'v6.4': {
      states: 1173,
      tagBlocks: 4,
    },
    'v6.6': {
      states: 1225,
      tagBlocks: 4,
    },
    'v6.13': {
      states: 1225,
      tagBlocks: 4,
    },
  },
  R2: {
    'v5.10': {
      breaks: '0*6 1*7 0*6 1*4',
    },
    v4: {
      breaks: '0*6 1*7 0*6 1*4',
    },
    v11: {
      breaks: '0*6 1*9 0*6 1*4',
    },
    v12: {
      states: 428,
      tagBlocks: 4,
    },
    'v5.14': {
      breaks: '0*7 1*8 0*6 1*4',
    },
    'v6.1': {
      breaks: '0*7 1*9 0*7 1*3',
    },
    'v6.2-flag': {
      breaks: '0*9 1*35 0*27 1*4',
    },
    'v6.2': {
      states: 521,
      tagBlocks: 4,
    },
    'v6.4': {
      states: 441,
      tagBlocks: 4,
    },
    'v6.6': {
      states: 337,
      tagBlocks: 4,
    },
    'v6.13': {
      states: 337,
      tagBlocks: 4,
    },
  },
  R3: {
    'v5.10': {
      breaks: '0*7 1*47 0*36 1*18',
    },
    v4: {
      breaks: '0*7 1*47 0*36 1*18',
    },
    v11: {
      breaks: '0*9 1*48 0*36 1*18',
    },
    v12: {
      states: 4640,
      tagBlocks: 2,
    },
    'v5.14': {
      breaks: '0*8 1*49 0*36 1*18',
    },
    'v6.1': {
      breaks: '0*9 1*50 0*36 1*18',
    },
    'v6.2-flag': {
      states: 5693,
      tagBlocks: 2,
    },
    'v6.2': {
      states: 5888,
      tagBlocks: 2,
    },
    'v6.4': {
      states: 5600,
      tagBlocks: 2,
    },
    'v6.6': {
      states: 5062,
      tagBlocks: 2,
    },
    'v6.13': {
      states: 5062,
      tagBlocks: 2,
    },
  },
  R4: {
    'v5.10': {
      breaks: '0*23 1*26 0*23 1*13',
    },
    v4: {
      breaks: '0*23 1*26 0*23 1*13',
    },
    v11: {
      breaks: '0*25 1*28 0*23 1*13',
    },
    v12: {
      states: 1842,
      tagBlocks: 4,
    },
    'v5.14': {
      breaks: '0*24 1*29 0*23 1*13',
    },
    'v6.1': {
      breaks: '0*25 1*30 0*23 1*13',
    },
    'v6.2-flag': {
      states: 2423,
      tagBlocks: 4,
    },
    'v6.2': {
      states: 2009,
      tagBlocks: 4,
    },
    'v6.4': {
      states: 1841,
      tagBlocks: 4,
    },
    'v6.6': {
      states: 1634,
      tagBlocks: 4,
    },
    'v6.13': {
      states: 1634,
      tagBlocks: 4,
    },
  },
  R5: {
    'v5.10': {
      states: 1967,
      tagBlocks: 4,
    },
    v4: {
      states: 1967,
      tagBlocks: 4,
    },
    v11: {
      states: 2045,
      tagBlocks: 4,
    },
    v12: {
      states: 2159,
      tagBlocks: 4,
    },
    'v5.14': {
      breaks: '1*25 0*55',
    },
    'v6.1': {
      states: 2059,
      tagBlocks: 4,
    },
    'v6.2-flag': {
      breaks: '1*28 0*61',
    },
    'v6.2': {
      breaks: '1*28 0*62',
    },
    'v6.4': {
      states: 2222,
      tagBlocks: 4,
    },
    'v6.6': {
      states: 2125,
      tagBlocks: 4,
    },
    'v6.13': {
      states: 2125,
      tagBlocks: 4,
    },
  },
  R5b: {
    'v6.2': {
      breaks: '2*21 0*16 2*13 1*15 0*20 1*4',
    },
    'v6.4': {
      states: 103682,
      tagBlocks: 1,
    },
    'v6.6': {
      states: 94712,
      tagBlocks: 1,
    },
    'v6.13': {
      states: 94712,
      tagBlocks: 1,
    },
  },
  R6: {
    'v5.10': {
      states: 1518,
      tagBlocks: 4,
    },
    v4: {
      states: 3572,
      tagBlocks: 4,
    },
    v11: {
      states: 3558,
      tagBlocks: 4,
    },
    v12: {
      states: 3588,
      tagBlocks: 4,
    },
    'v5.14': {
      states: 3668,
      tagBlocks: 4,
    },
    'v6.1': {
      states: 3685,
      tagBlocks: 4,
    },
    'v6.2-flag': {
      states: 3822,
      tagBlocks: 4,
    },
    'v6.2': {
      states: 3803,
      tagBlocks: 4,
    },
    'v6.4': {
      states: 3601,
      tagBlocks: 4,
    },
    'v6.6': {
      states: 3578,
      tagBlocks: 4,
    },
    'v6.13': {
      states: 3578,
      tagBlocks: 4,
    },
  },
  R7: {
    'v5.10': {
      states: 1049,
      tagBlocks: 4,
    },
    v4: {
      breaks: '0*9 1*12 0*24',
    },
    v11: {
      states: 1453,
      tagBlocks: 4,
    },
    v12: {
      states: 1573,
      tagBlocks: 4,
    },
    'v5.14': {
      states: 1413,
      tagBlocks: 4,
    },
    'v6.1': {
      states: 1451,
      tagBlocks: 4,
    },
    'v6.2-flag': {
      states: 1650,
      tagBlocks: 4,
    },
    'v6.2': {
      states: 1650,
      tagBlocks: 4,
    },
    'v6.4': {
      states: 1538,
      tagBlocks: 4,
    },
    'v6.6': {
      states: 1421,
      tagBlocks: 4,
    },
    'v6.13': {
      states: 1421,
      tagBlocks: 4,
    },
  },
  R8: {
    'v5.10': {
      states: 58,
      tagBlocks: 4,
    },
    v4: {
      states: 58,
      tagBlocks: 4,
    },
    v11: {
      states: 1478,
      tagBlocks: 4,
    },
    v12: {
      states: 1628,
      tagBlocks: 4,
    },
    'v5.14': {
      states: 540,
      tagBlocks: 4,
    },
    'v6.1': {
      states: 558,
      tagBlocks: 4,
    },
    'v6.2-flag': {
      states: 630,
      tagBlocks: 4,
    },
    'v6.2': {
      breaks: '0*41 1*13',
    },
    'v6.4': {
      breaks: '0*41 1*13',
    },
    'v6.6': {
      breaks: '0*39 1*13',
    },
    'v6.13': {
      breaks: '0*42 1*13',
    },
  },
  'R8, three': {
    'v5.10': {
      states: 3614,
      tagBlocks: 4,
    },
    v4: {
      states: 3858,
      tagBlocks: 4,
    },
    v11: {
      states: 61904,
      tagBlocks: 4,
    },
    v12: {
      states: 61904,
      tagBlocks: 4,
    },
    'v5.14': {
      states: 63970,
      tagBlocks: 4,
    },
    'v6.1': {
      states: 63970,
      tagBlocks: 4,
    },
    'v6.2-flag': {
      states: 66815,
      tagBlocks: 4,
    },
    'v6.2': {
      breaks: '0*22 1*35 2*18',
    },
    'v6.4': {
      breaks: '0*22 1*34 2*18',
    },
    'v6.6': {
      breaks: '0*22 1*34 2*18',
    },
    'v6.13': {
      breaks: '0*25 1*34 2*18',
    },
  },
  R9: {
    'v5.10': {
      states: 17,
      tagBlocks: 4,
    },
    v4: {
      states: 43,
      tagBlocks: 4,
    },
    v11: {
      states: 43,
      tagBlocks: 4,
    },
    v12: {
      states: 43,
      tagBlocks: 4,
    },
    'v5.14': {
      states: 45,
      tagBlocks: 4,
    },
    'v6.1': {
      states: 45,
      tagBlocks: 4,
    },
    'v6.2-flag': {
      states: 47,
      tagBlocks: 4,
    },
    'v6.2': {
      states: 2,
      tagBlocks: 4,
    },
    'v6.4': {
      states: 2,
      tagBlocks: 4,
    },
    'v6.6': {
      states: 2,
      tagBlocks: 4,
    },
    'v6.13': {
      breaks: '0*53',
    },
  },
  R10: {
    'v5.10': {
      states: 1292,
      tagBlocks: 4,
    },
    v4: {
      breaks: '0*68 1*12 0',
    },
    v11: {
      breaks: '0*70 1*12 0',
    },
    v12: {
      breaks: '1*11 0*87 1*24 0*4',
    },
    'v5.14': {
      states: 200,
      tagBlocks: 4,
    },
    'v6.1': {
      states: 210,
      tagBlocks: 4,
    },
    'v6.2-flag': {
      states: 250,
      tagBlocks: 4,
    },
    'v6.2': {
      states: 1882,
      tagBlocks: 4,
    },
    'v6.4': {
      states: 1709,
      tagBlocks: 4,
    },
    'v6.6': {
      states: 1519,
      tagBlocks: 4,
    },
    'v6.13': {
      states: 1519,
      tagBlocks: 4,
    },
  },
  R11: {
    'v5.10': {
      states: 80,
      tagBlocks: 4,
    },
    v4: {
      states: 94,
      tagBlocks: 4,
    },
    v11: {
      breaks: '0*40 1*21 0',
    },
    v12: {
      breaks: '0*40 1*21 0',
    },
    'v5.14': {
      breaks: '0*42 1*21 0',
    },
    'v6.1': {
      breaks: '0*42 1*21 0',
    },
    'v6.2-flag': {
      breaks: '0*42 1*21 0',
    },
    'v6.2': {
      states: 1454,
      tagBlocks: 4,
    },
    'v6.4': {
      states: 1425,
      tagBlocks: 4,
    },
    'v6.6': {
      states: 1425,
      tagBlocks: 4,
    },
    'v6.13': {
      states: 1575,
      tagBlocks: 4,
    },
  },
  'Fork and KVM': {
    'v5.10': {
      states: 920,
      tagBlocks: 4,
    },
    v4: {
      breaks: '1*8 0*24 1*61',
    },
    v11: {
      breaks: '1*10 0*24 1*61',
    },
    v12: {
      breaks: '0*17 1*52 0*20',
    },
    'v5.14': {
      breaks: '1*9 0*25 1*62',
    },
    'v6.1': {
      breaks: '1*9 0*25 1*64',
    },
    'v6.2-flag': {
      states: 1705,
      tagBlocks: 4,
    },
    'v6.2': {
      states: 1423,
      tagBlocks: 4,
    },
    'v6.4': {
      states: 1319,
      tagBlocks: 4,
    },
    'v6.6': {
      states: 1235,
      tagBlocks: 4,
    },
    'v6.13': {
      states: 1235,
      tagBlocks: 4,
    },
  },
};
