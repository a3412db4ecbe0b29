/** Text that a careless page would run. */
export const kCorpus = [
  '<script>window.hit=1</script>', // no spaces: an id has none
  '<img/src=x/onerror=window.hit=1>',
  '"><svg/onload=window.hit=1>',
  "javascript:window.hit=1//'",
  '{{constructor.constructor("window.hit=1")()}}',
  '\u202Egnp.exe<b>',
];
