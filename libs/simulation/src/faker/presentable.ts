/**
 * Names and places that real people bear and live in, but that make an audience giggle or gasp
 * when a projector shows them. Parts of words, so that they are found in user names too.
 */
const AWKWARD = new RegExp(
  [
    ...['adolf', 'anal', 'beaver', 'boob', 'butt', 'cock', 'cum', 'dick', 'dong', 'fann(y|ie)'],
    ...['gay', 'hell', '^hoe', 'isis', 'jesus', 'kill', 'nig', 'poo', 'prick', 'rand[iy]', 'rape'],
    ...['sex', 'shit', 'slut', 'tit', 'wank', 'wil+(ie|y)$'],
  ].join('|'),
  'i',
);
const MOST_TRIES = 100;

/** The first of what `make` gives that can be shown to any audience. */
export function presentable(make: () => string): string {
  let text = make();
  for (let tries = 1; AWKWARD.test(text) && tries < MOST_TRIES; tries++) text = make();
  return text;
}
