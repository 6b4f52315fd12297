/** The CloudFront function that finds the file behind a path: a single-page application has one page and many addresses. */

/** The folder of files that are named by their content. */
export const ASSETS = 'assets';

/**
 * Below the folder of assets anything is a file, beside it what has a dot in its name; every other path is the page.
 * Written for the runtime cloudfront-js-2.0, which knows little of what came after ES 5.1:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export const PAGE_PATHS = `function handler(event) {
  var request = event.request;
  if (!/^\\/(${ASSETS}\\/.*|[^\\/]*\\.[^\\/]*)$/.test(request.uri)) request.uri = '/index.html';
  return request;
}
`;
